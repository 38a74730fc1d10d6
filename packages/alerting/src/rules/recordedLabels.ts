import type { Labels } from '@orrery/promql';

import type { RecordingRule } from './RuleGroup';

/** The labels of the series that a recording rule makes of an element; one that the rule leaves empty is removed. */
export function recordedLabels(
  { name, labels }: RecordingRule,
  elementLabels: Labels,
): Labels {
  return Object.fromEntries(
    Object.entries({ ...elementLabels, ...labels, __name__: name }).filter(
      ([, value]) => value !== '',
    ),
  );
}
