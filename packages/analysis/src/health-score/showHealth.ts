import type { HealthScore } from './scoreHealth';

/** In one word. */
export type HealthLevel = 'good' | 'fair' | 'poor' | 'unknown';

/** A score as it is shown: it stands still while the score beneath it trembles. JSON-safe. */
export interface ShownHealth {
  readonly score?: number;
  readonly level: HealthLevel;
}

/** Levels by where they begin. */
const levels = [
  ['good', 90],
  ['fair', 70],
  ['poor', 0],
] as const;
/** A level that was left downwards is regained this many points above where it begins. */
const regainPoints = 5;
/** Changes of the score by less are not shown. */
const stillPoints = 3;

/**
 * What to show next, given what is shown and the score now.
 *
 * - Shape: `previous` is `undefined` at first; store what is returned.
 * - Unit: points.
 * - Invalid input: an unknown score is shown as unknown at once: an old score would be a guess.
 * - Errors: none.
 * - Cost: O(1).
 * - Source: Schmitt trigger (hysteresis) for the level, dead band for the number. Worse news of three points and more is never held back.
 */
export function showHealth(
  previous: ShownHealth | undefined,
  { score }: HealthScore,
): ShownHealth {
  if (score === undefined) return { level: 'unknown' };
  const isStill =
    previous?.score !== undefined &&
    Math.abs(score - previous.score) < stillPoints;
  return {
    score: isStill ? previous.score : score,
    level: levelOf(score, previous?.level ?? 'unknown'),
  };
}

function levelOf(score: number, previous: HealthLevel): HealthLevel {
  const reached = levelFrom(score);
  const place = (level: HealthLevel) =>
    levels.findIndex(([name]) => name === level);
  const isBetter = previous !== 'unknown' && place(reached) < place(previous);
  if (!isBetter) return reached;
  const regained = levelFrom(score - regainPoints);
  return place(regained) < place(previous) ? regained : previous;
}

function levelFrom(score: number): HealthLevel {
  return levels.find(([, from]) => score >= from)?.[0] ?? 'poor';
}
