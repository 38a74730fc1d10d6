import type { CauseScores } from './scoreCauses';

/** From this strength on, a window holds an issue. */
export const issueStrength = 0.7;
/** An alarm that deviates this much is an issue whether or not a cause is found. */
const certainAlarm = 6;

/**
 * How strongly a window differs from normal operation: the certainty of the best cause, times the share of the alarm that it explains,
 * times a discount for an alarm that itself hardly deviates. A deviation far away that explains nothing of the alarm counts nothing, a
 * small alarm that one clearly deviating node explains counts in full.
 *
 * - Shape: one number, 0 or more; an issue from `issueStrength` on.
 * - Unit: standard deviations, discounted.
 * - Invalid input: a target that was not measured counts as deviating by one.
 * - Errors: none.
 * - Cost: O(nodes).
 * - Source: own, calibrated on windows cut out of normal operation.
 */
export function measureIssue(scores: CauseScores, target: number): number {
  const { shares, excess, alarmDeviation = 1 } = scores;
  const alarm = Math.max(0, alarmDeviation);
  let strongest = 0;
  shares.forEach((share, node) => {
    if (node === target) return;
    const strength = Math.min(1, share) * excess.deviation[node];
    if (strength > strongest) strongest = strength;
  });
  return Math.max(
    (strongest * alarm) / (1 + alarm),
    (issueStrength * alarm) / certainAlarm,
  );
}
