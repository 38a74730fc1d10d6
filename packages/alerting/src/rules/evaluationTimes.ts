import { fingerprintOf } from '../labels/fingerprintOf';
import type { RuleGroup } from './RuleGroup';

/** The moments at which a group is evaluated: every interval, moved by an offset of its own so that groups do not meet. */
export interface EvaluationTimes {
  readonly intervalMs: number;
  /** The last moment that is not after a time. */
  atOrBefore(timeMs: number): number;
  /** The first moment that is not before a time. */
  atOrAfter(timeMs: number): number;
}

/** The moments of a group, from its name and file alone. */
export function evaluationTimesOf({
  name,
  file,
  intervalMs,
}: RuleGroup): EvaluationTimes {
  const hash = parseInt(fingerprintOf({ name, file }).slice(4), 16);
  const offsetMs = hash % intervalMs;
  return {
    intervalMs,
    atOrBefore: timeMs =>
      Math.floor((timeMs - offsetMs) / intervalMs) * intervalMs + offsetMs,
    atOrAfter: timeMs =>
      Math.ceil((timeMs - offsetMs) / intervalMs) * intervalMs + offsetMs,
  };
}
