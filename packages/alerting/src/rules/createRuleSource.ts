import {
  compileMatchers,
  type LabelMatcher,
  type Labels,
  type Pausable,
  selectFrom,
  type SeriesRequest,
  type SeriesSource,
  type StoredSeries,
} from '@orrery/promql';

import { fingerprintOf } from '../labels/fingerprintOf';
import type { AlertHistory } from './createAlertHistory';
import { evaluateSteps, timeOf } from './evaluateSteps';
import type { EvaluationTimes } from './evaluationTimes';
import { joinSources, pausingSource } from './joinSources';
import { recordedLabels } from './recordedLabels';
import { SeriesPoints } from './SeriesPoints';
import type { AlertingRule, RecordingRule } from './RuleGroup';

/** A rule with what its series need. */
export type SourceRule =
  | {
      readonly rule: RecordingRule;
      readonly times: EvaluationTimes;
    }
  | {
      readonly rule: AlertingRule;
      readonly times: EvaluationTimes;
      readonly history: AlertHistory;
    };

/** As long as Prometheus keeps samples by default. */
const RETENTION_MS = 15 * 86_400_000;

/**
 * The series that rules make: those of recording rules, `ALERTS` and `ALERTS_FOR_STATE`. None is stored: a selector that names one
 * evaluates the rule's expression at its moments within the range, on `scraped` and these series, and costs as much as that. They
 * reach back fifteen days, and end with stale markers as others do. `entered` are the rules on whose behalf it is asked.
 */
export function createRuleSource(
  rules: readonly SourceRule[],
  scraped: SeriesSource,
  entered: readonly SourceRule[] = [],
): SeriesSource {
  return pausingSource(function* selectOfRules(request) {
    const matches = compileMatchers(request.matchers);
    const found: StoredSeries[] = [];
    for (const rule of rules) {
      // A rule that reads itself would have to be evaluated since the beginning of time.
      if (entered.includes(rule) || !mayMatch(rule, request.matchers)) continue;
      const inner = createRuleSource(rules, scraped, [...entered, rule]);
      const whole = joinSources(scraped, inner);
      const made = yield* seriesOf(rule, request, whole);
      found.push(...made.filter(({ labels }) => matches(labels)));
    }
    return found;
  });
}

/** The same series as found at the last evaluation of the range alone, for those who ask which series there are. */
export function latestOf(source: SeriesSource, spanMs: number): SeriesSource {
  return pausingSource(request =>
    selectFrom(source, {
      ...request,
      startMs: Math.max(request.startMs, request.endMs - spanMs),
    }),
  );
}

/** Whether labels that every series of the rule has fit. */
function mayMatch(
  { rule }: SourceRule,
  matchers: readonly LabelMatcher[],
): boolean {
  const isAlerting = rule.kind === 'alerting';
  const certain: Record<string, string> = isAlerting
    ? { alertname: rule.name }
    : { __name__: rule.name };
  for (const [name, text] of Object.entries(rule.labels)) {
    if (!isAlerting || !text.includes('{{')) certain[name] ??= text;
  }
  const fits = (labels: Labels): boolean =>
    compileMatchers(matchers.filter(({ name }) => Object.hasOwn(labels, name)))(
      labels,
    );
  if (!isAlerting) return fits(certain);
  return (
    fits({ ...certain, __name__: 'ALERTS' }) ||
    fits({ ...certain, __name__: 'ALERTS_FOR_STATE' })
  );
}

function* seriesOf(
  rule: SourceRule,
  { startMs, endMs, matchers }: SeriesRequest,
  source: SeriesSource,
): Pausable<readonly StoredSeries[]> {
  const points = new SeriesPoints();
  const fromMs = Math.max(startMs, endMs - RETENTION_MS);
  if ('history' in rule) {
    const isNamed = compileMatchers(
      matchers.filter(({ name }) => name === '__name__'),
    );
    const names = ['ALERTS', 'ALERTS_FOR_STATE'].filter(name =>
      isNamed({ __name__: name }),
    );
    const range = { fromMs, toMs: endMs };
    yield* rule.history.observe(range, source, (timeMs, alerts) => {
      points.evaluatedAt(timeMs);
      for (const [key, { labels, state, activeAtMs }] of alerts) {
        if (state === 'inactive') continue;
        for (const __name__ of names) {
          if (__name__ === 'ALERTS') {
            points.add(`${key}/${state}`, 1, () => ({
              ...labels,
              ...{ __name__, alertstate: state },
            }));
          } else {
            points.add(key, Math.floor(activeAtMs / 1000), () => ({
              ...labels,
              __name__,
            }));
          }
        }
      }
    });
    return points.series();
  }
  const { intervalMs } = rule.times;
  const firstMs = rule.times.atOrAfter(fromMs);
  const count = Math.floor((endMs - firstMs) / intervalMs) + 1;
  if (count < 1) return [];
  const steps = { firstMs, intervalMs, count };
  const { elements } = yield* evaluateSteps(rule.rule.expr, steps, source);
  const named = elements.map(element => {
    const labels = recordedLabels(rule.rule, element.labels);
    return { ...element, labels, key: fingerprintOf(labels) };
  });
  for (let step = 0; step < count; step += 1) {
    points.evaluatedAt(timeOf(steps, step));
    for (const { key, labels, values, present } of named) {
      if (present[step] === 1) points.add(key, values[step], () => labels);
    }
  }
  return points.series();
}
