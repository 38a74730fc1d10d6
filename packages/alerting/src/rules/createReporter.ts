import { type Pausable, sharePausable } from '@orrery/promql';

import type { EvaluationTimes } from './evaluationTimes';
import type { Rule, RuleGroup } from './RuleGroup';
import type { GroupReport, RuleReport } from './RuleReport';

/** A rule that can be evaluated. */
export interface EvaluatedRule {
  readonly rule: Rule;
  readonly reportAt: (atMs: number) => Pausable<RuleReport>;
}

/** A group whose rules can be evaluated. */
export interface EvaluatedGroup {
  readonly group: RuleGroup;
  readonly times: EvaluationTimes;
  readonly rules: readonly EvaluatedRule[];
}

interface Evaluation {
  readonly evaluatedAtMs: number;
  /** The past that it reads. */
  readonly version: unknown;
  readonly share: () => Pausable<GroupReport>;
}

/**
 * Reports groups after their last evaluation, the latest of which is kept. Those who ask at once share one evaluation, and when one
 * of them gives up, the others go on.
 */
export function createReporter(
  groups: readonly EvaluatedGroup[],
  pastVersion: () => unknown,
): (timeMs: number) => Pausable<readonly GroupReport[]> {
  const latest = new Map<RuleGroup, Evaluation>();

  function evaluationOf(evaluated: EvaluatedGroup, timeMs: number): Evaluation {
    const { group, times } = evaluated;
    const evaluatedAtMs = times.atOrBefore(timeMs);
    const version = pastVersion();
    const known = latest.get(group);
    if (known?.evaluatedAtMs === evaluatedAtMs && known.version === version) {
      return known;
    }
    const share = sharePausable(evaluate(evaluated, evaluatedAtMs));
    const evaluation = { evaluatedAtMs, version, share };
    latest.set(group, evaluation);
    return evaluation;
  }

  return function* reportPausing(timeMs) {
    const reports: GroupReport[] = [];
    for (const each of groups) {
      reports.push(yield* evaluationOf(each, timeMs).share());
    }
    return reports;
  };
}

function* evaluate(
  { group, rules }: EvaluatedGroup,
  evaluatedAtMs: number,
): Pausable<GroupReport> {
  const reports: RuleReport[] = [];
  for (const rule of rules) reports.push(yield* rule.reportAt(evaluatedAtMs));
  return { group, evaluatedAtMs, rules: reports };
}
