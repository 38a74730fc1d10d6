import type { RuleEngine } from '@orrery/alerting';
import { evaluateInstant, type Labels, parseQuery } from '@orrery/promql';

import type { MinuteSeries } from './recordedPast';

/** A file for `promtool test rules`, and how much it checks. */
export interface UnitTest {
  readonly text: string;
  readonly checks: number;
}

/**
 * What our rule engine says at some minutes as what Prometheus's own is expected to say: each alert that fires, with its labels and
 * annotations, `ALERTS`, `ALERTS_FOR_STATE` and every recorded series.
 */
export function createUnitTest(
  engine: RuleEngine,
  past: readonly MinuteSeries[],
  ruleFile: string,
  minutes: readonly number[],
): UnitTest {
  const rules = engine.groups.flatMap(group => group.rules);
  const alerts = minutes.flatMap(minute =>
    engine
      .reportAt(minute * 60_000)
      .flatMap(report => report.rules)
      .filter(({ rule }) => rule.kind === 'alerting')
      .map(({ rule, alerts: found }) => ({
        eval_time: `${minute}m`,
        alertname: rule.name,
        exp_alerts: found
          .filter(({ state }) => state === 'firing')
          .map(({ labels: { alertname: _, ...labels }, annotations }) => ({
            exp_labels: labels,
            exp_annotations: annotations,
          })),
      })),
  );
  const recorded = rules
    .filter(({ kind }) => kind === 'recording')
    // Of float sums the last bits may differ, round values lie between round steps, and a test file has no NaN.
    .map(({ name }) => `round(${name}, 0.00037) > -Inf`);
  const queries = ['ALERTS', 'ALERTS_FOR_STATE', ...recorded];
  const samples = minutes.flatMap(minute =>
    queries.map(expr => ({
      expr,
      eval_time: `${minute}m`,
      exp_samples: samplesOf(engine, expr, minute * 60_000),
    })),
  );
  const file = {
    rule_files: [ruleFile],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: past.map(({ labels, values }) => ({
          series: textOf(labels),
          values: values.map(value => value ?? '_').join(' '),
        })),
        alert_rule_test: alerts,
        promql_expr_test: samples,
      },
    ],
  };
  return {
    text: JSON.stringify(file),
    checks: alerts.length + samples.length,
  };
}

function samplesOf(
  { source }: RuleEngine,
  query: string,
  timeMs: number,
): readonly object[] {
  const result = evaluateInstant(parseQuery(query), timeMs, { source });
  if (result.kind !== 'vector') throw new Error(`${query} is no vector`);
  return result.elements.map(({ labels, value }) => ({
    labels: textOf(labels),
    value,
  }));
}

/** A series as PromQL writes it. */
function textOf({ __name__: name = '', ...labels }: Labels): string {
  const pairs = Object.entries(labels).map(
    ([label, value]) => `${label}=${JSON.stringify(value)}`,
  );
  return `${name}{${pairs.join(',')}}`;
}
