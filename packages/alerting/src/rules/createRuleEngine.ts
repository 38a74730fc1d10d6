import {
  evaluateInstant,
  type Labels,
  parseQuery,
  runToEnd,
  type SeriesSource,
} from '@orrery/promql';

import {
  createExpander,
  type TemplateQuery,
} from '../templates/createExpander';
import { type AlertHistory, createAlertHistory } from './createAlertHistory';
import {
  createReporter,
  type EvaluatedGroup,
  type EvaluatedRule,
  type Reporter,
} from './createReporter';
import {
  createRuleSource,
  latestOf,
  type SourceRule,
} from './createRuleSource';
import { evaluateSteps } from './evaluateSteps';
import { type EvaluationTimes, evaluationTimesOf } from './evaluationTimes';
import { joinSources } from './joinSources';
import { recordedLabels } from './recordedLabels';
import type { AlertingRule, Rule, RuleGroup } from './RuleGroup';
import type { AlertReport, GroupReport } from './RuleReport';
import type { TrackedAlert } from './trackAlerts';

/** What rules are evaluated on. */
export interface RuleEngineOptions {
  readonly groups: readonly RuleGroup[];
  /** The series that were scraped. */
  readonly source: SeriesSource;
  /** The rules are in force since then: no alert is older. */
  readonly originMs: number;
  /** What templates know of the server. */
  readonly externalLabels?: Labels;
  readonly externalUrl?: string;
  /** Another value once samples of the past have changed; they never do unless given. */
  readonly pastVersion?: () => unknown;
}

/** Rules over a source, at any time. Nothing is kept per sample or evaluation, see `createAlertHistory`. */
export interface RuleEngine {
  readonly groups: readonly RuleGroup[];
  /** The source with the series of the rules. */
  readonly source: SeriesSource;
  /** The same, for those who only ask which series there are: of the rules' those at the end of the range. */
  readonly catalogue: SeriesSource;
  /** Those that rules give to series, whether or not there are any just now. */
  readonly metricNames: readonly string[];
  /** Every group after its last evaluation that is not after `timeMs`. */
  reportAt(timeMs: number): readonly GroupReport[];
  /** The same with pauses, for those who share a thread; of the rules of one kind alone where it is given, which costs less. */
  readonly reportPausing: Reporter;
}

/** Puts rules in force over a source. Costs nothing until something is asked. */
export function createRuleEngine(options: RuleEngineOptions): RuleEngine {
  const { groups, source, pastVersion = () => undefined } = options;
  const sourceRules: SourceRule[] = [];
  const ruleSource = createRuleSource(sourceRules, source);
  const whole = joinSources(source, ruleSource);
  const longestMs = Math.max(0, ...groups.map(({ intervalMs }) => intervalMs));
  const query: TemplateQuery = (text, timeMs) => {
    const found = evaluateInstant(parseQuery(text), timeMs, { source: whole });
    if (found.kind === 'vector') return found.elements;
    if (found.kind === 'scalar') return [{ labels: {}, value: found.value }];
    throw new Error('query result is not a vector or scalar');
  };

  const alertingOf = (
    rule: AlertingRule,
    times: EvaluationTimes,
    limit: number,
  ): EvaluatedRule => {
    const { externalLabels = {}, externalUrl = '' } = options;
    const { name, labels: ruleLabels, annotations } = rule;
    const expand = createExpander({ name, externalLabels, externalUrl, query });
    const history: AlertHistory = createAlertHistory({
      ...{ rule, limit, times, pastVersion },
      originMs: options.originMs,
      isSteady: !Object.values(ruleLabels).some(text => text.includes('{{')),
      labelsOf: (labels, value, timeMs) =>
        alertLabels(labels, name, {
          ...mapTexts(ruleLabels, text =>
            expand(text, { labels, value, timeMs }),
          ),
        }),
    });
    sourceRules.push({ rule, times, history });
    const toReport = (alert: TrackedAlert): AlertReport => {
      const { elementLabels, valueAtMs, ...life } = alert;
      const element = { labels: elementLabels, value: life.value };
      return {
        ...life,
        annotations: mapTexts(annotations, text =>
          expand(text, { ...element, timeMs: valueAtMs }),
        ),
      };
    };
    return {
      rule,
      *reportAt(atMs) {
        const { alerts, error } = yield* history.stateAt(atMs, whole);
        return { rule, error, alerts: [...alerts.values()].map(toReport) };
      },
    };
  };

  const evaluatedOf = (
    rule: Rule,
    times: EvaluationTimes,
    limit: number,
  ): EvaluatedRule => {
    if (rule.kind === 'alerting') return alertingOf(rule, times, limit);
    sourceRules.push({ rule, times });
    return {
      rule,
      *reportAt(atMs) {
        const steps = { firstMs: atMs, intervalMs: times.intervalMs, count: 1 };
        const { elements, failures } = yield* evaluateSteps(
          rule.expr,
          steps,
          whole,
        );
        const made = elements.map(({ labels }) =>
          JSON.stringify(Object.entries(recordedLabels(rule, labels)).sort()),
        );
        const isAmbiguous = new Set(made).size < made.length;
        const error = isAmbiguous
          ? 'vector contains metrics with the same labelset after applying rule labels'
          : failures.get(0);
        return { rule, error, alerts: [] };
      },
    };
  };

  const evaluated = groups.map((group): EvaluatedGroup => {
    const times = evaluationTimesOf(group);
    const rules = group.rules.map(rule =>
      evaluatedOf(rule, times, group.limit),
    );
    return { group, times, rules };
  });
  const reportPausing = createReporter(evaluated, pastVersion);

  return {
    groups,
    source: whole,
    catalogue: joinSources(source, latestOf(ruleSource, longestMs)),
    metricNames: metricNamesOf(groups),
    reportAt: timeMs => runToEnd(reportPausing(timeMs)),
    reportPausing,
  };
}

function metricNamesOf(groups: readonly RuleGroup[]): readonly string[] {
  const rules = groups.flatMap(group => group.rules);
  const recorded = rules.filter(({ kind }) => kind === 'recording');
  const isAlerting = recorded.length < rules.length;
  return [
    ...new Set(recorded.map(({ name }) => name)),
    ...(isAlerting ? ['ALERTS', 'ALERTS_FOR_STATE'] : []),
  ];
}

/** Source: Prometheus 2.42, `rules.AlertingRule.Eval`. */
function alertLabels(
  elementLabels: Labels,
  alertname: string,
  ruleLabels: Labels,
): Labels {
  return Object.fromEntries(
    Object.entries({ ...elementLabels, ...ruleLabels, alertname }).filter(
      ([name, value]) => name !== '__name__' && value !== '',
    ),
  );
}

function mapTexts(texts: Labels, expand: (text: string) => string): Labels {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, expand(text)]),
  );
}
