import { parseRuleGroups, type RuleGroup } from '@orrery/alerting';

import { kubernetesRules } from './kubernetesRules';
import { nodeRules } from './nodeRules';
import { serviceRules } from './serviceRules';

/** The rule files of a simulated Prometheus, by name, as plain values of YAML. */
export const DEFAULT_RULE_FILES: ReadonlyMap<string, object> = new Map([
  ['/etc/prometheus/rules/kubernetes.yml', kubernetesRules],
  ['/etc/prometheus/rules/node.yml', nodeRules],
  ['/etc/prometheus/rules/services.yml', serviceRules],
]);

/** Their groups. */
export function defaultRuleGroups(): readonly RuleGroup[] {
  return [...DEFAULT_RULE_FILES].flatMap(([file, value]) =>
    parseRuleGroups(value, { file }),
  );
}
