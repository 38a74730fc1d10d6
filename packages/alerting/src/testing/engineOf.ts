import { createRuleEngine, type RuleEngine } from '../rules/createRuleEngine';
import { parseRuleGroups } from '../rules/parseRuleGroups';
import { sourceOf, type StepSeries } from './stepSeries';

const MINUTE = 60_000;

/** An engine with one group, evaluated every minute over series with a sample a minute. */
export function engineOf(
  rules: readonly object[],
  series: readonly StepSeries[],
  more: { originMs?: number; limit?: number; pastVersion?: () => unknown } = {},
): RuleEngine {
  const { limit = 0, originMs = 0, pastVersion } = more;
  const group = { name: 'g', interval: '1m', limit, rules };
  return createRuleEngine({
    groups: parseRuleGroups({ groups: [group] }, { file: 'f.yml' }),
    source: sourceOf(series, MINUTE),
    originMs,
    externalLabels: { cluster: 'edge' },
    externalUrl: 'http://localhost/prom',
    pastVersion,
  });
}

/** A series of `up`, a value a minute from time 0. */
export const up = (
  instance: string,
  values: StepSeries['values'],
): StepSeries => ({
  labels: { __name__: 'up', job: 'node', instance },
  values,
});

/** The moment of the evaluation in the minute before. */
export const atMinute = (minute: number): number =>
  minute * MINUTE + MINUTE - 1;
