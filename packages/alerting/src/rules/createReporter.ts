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

/** Reports groups after their last evaluation that is not after a time, with the rules of one kind alone where it is given. */
export type Reporter = (
  timeMs: number,
  kind?: Rule['kind'],
) => Pausable<readonly GroupReport[]>;

interface Evaluation {
  readonly evaluatedAtMs: number;
  /** The past that it reads. */
  readonly version: unknown;
  readonly share: () => Pausable<RuleReport>;
}

/**
 * A reporter that keeps the latest evaluation of each rule. Those who ask at once share one, and when one of them gives up, the others
 * go on.
 */
export function createReporter(
  groups: readonly EvaluatedGroup[],
  pastVersion: () => unknown,
): Reporter {
  const latest = new Map<EvaluatedRule, Evaluation>();

  function evaluationOf(
    rule: EvaluatedRule,
    evaluatedAtMs: number,
  ): Evaluation {
    const version = pastVersion();
    const known = latest.get(rule);
    if (known?.evaluatedAtMs === evaluatedAtMs && known.version === version) {
      return known;
    }
    const share = sharePausable(rule.reportAt(evaluatedAtMs));
    const evaluation = { evaluatedAtMs, version, share };
    latest.set(rule, evaluation);
    return evaluation;
  }

  return function* reportPausing(timeMs, kind) {
    const reports: GroupReport[] = [];
    for (const { group, times, rules } of groups) {
      const evaluatedAtMs = times.atOrBefore(timeMs);
      const ofRules: RuleReport[] = [];
      for (const each of rules) {
        if (kind !== undefined && each.rule.kind !== kind) continue;
        ofRules.push(yield* evaluationOf(each, evaluatedAtMs).share());
      }
      reports.push({ group, evaluatedAtMs, rules: ofRules });
    }
    return reports;
  };
}
