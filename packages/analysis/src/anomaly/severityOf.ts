/** 1 − score cannot tell smaller probabilities from 0. */
const largestSeverity = 16;

/** −log10 of the tail probability that a score in [0, 1] stands for: 3 at the threshold, 16 at most. */
export function severityOf(score: number): number {
  return Math.min(largestSeverity, -Math.log10(1 - score));
}
