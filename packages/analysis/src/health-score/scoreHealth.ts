import { deductionsOf } from './deductions';

/** What a score can rest on. */
export type HealthFactor =
  | 'errors'
  | 'latency'
  | 'saturation'
  | 'restarts'
  | 'issues';

/** What is known of a service now; what is left out is not known. */
export interface HealthInputs {
  /** Failed calls per call, 0 to 1. */
  readonly errorRatio?: number;
  /** Latency over what the baseline expects: 1 = as usual, 2 = twice as slow. */
  readonly latencyRatio?: number;
  /** Use over limit of the fullest resource (CPU, memory, volume, connections), 1 = full. */
  readonly saturation?: number;
  /** Of all its containers together. */
  readonly restartsPerHour?: number;
  readonly issues?: {
    readonly critical: number;
    readonly warning: number;
  };
}

/** What cost how many points, and why. */
export interface HealthDeduction {
  readonly factor: HealthFactor;
  /** More than 0. */
  readonly points: number;
  /** Sentence case, no full stop: "2.1 % of calls fail". */
  readonly reason: string;
}

/** How well a service is, 0 to 100. */
export interface HealthScore {
  /** `undefined` when nothing is known. */
  readonly score?: number;
  /** The costliest first. */
  readonly deductions: readonly HealthDeduction[];
  /** Factors that the score says nothing of. */
  readonly unknown: readonly HealthFactor[];
}

/**
 * Scores the health of a service: 100 minus what each factor costs, at least 0. Never rises when any input gets worse.
 *
 * | factor     | costs nothing up to | costs most from | at most | in between             |
 * | ---------- | ------------------- | --------------- | ------- | ---------------------- |
 * | errors     | 0.1 % of calls      | 20 %            | 60      | by order of magnitude  |
 * | latency    | 1.25 x the baseline | 5 x             | 30      | by order of magnitude  |
 * | saturation | 80 %                | 100 %           | 20      | linear                 |
 * | restarts   | none                | 12 an hour      | 20      | by order of magnitude  |
 * | issues     | none                |                 | 40      | critical 15, warning 4 |
 *
 * Errors weigh most because users feel nothing else so surely; no other factor alone brings a service below 60.
 *
 * - Shape: see `HealthInputs` and `HealthScore`.
 * - Unit: points.
 * - Invalid input: an input that is no number is unknown; negative ones count as 0, infinite ones cost most.
 * - Errors: none.
 * - Cost: O(1).
 * - Source: the golden signals of Beyer et al. 2016, "Site Reliability Engineering", chapter 6; the weights are ours.
 */
export function scoreHealth(inputs: HealthInputs): HealthScore {
  const { deductions, unknown } = deductionsOf(inputs);
  if (deductions.length === 0) return { deductions: [], unknown };
  const lost = deductions.reduce((sum, { points }) => sum + points, 0);
  return {
    score: Math.max(0, 100 - lost),
    deductions: deductions
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points),
    unknown,
  };
}
