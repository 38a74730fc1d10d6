/** The times at which a metric query is evaluated; both ends belong to it. */
export interface StepGrid {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/** How many times that are. */
export function stepsOf({ startMs, endMs, stepMs }: StepGrid): number {
  return Math.floor((endMs - startMs) / stepMs) + 1;
}

/** A part of time, without its end. */
interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Streams are read side by side in parts of this length, since a source may keep what its streams have in common. */
const longestPartMs = 3_600_000;

/**
 * The parts of time that windows `(t - range, t]` before the steps cover, oldest first and without overlap. O(parts).
 */
export function windowIntervals(
  grid: StepGrid,
  rangeMs: number,
  offsetMs: number,
): readonly Interval[] {
  const firstMs = grid.startMs - offsetMs;
  const steps = stepsOf(grid);
  const lastMs = firstMs + (steps - 1) * grid.stepMs;
  if (grid.stepMs <= rangeMs) {
    return partsOf(firstMs - rangeMs + 1, lastMs + 1);
  }
  return Array.from({ length: steps }, (_, step) => {
    const endMs = firstMs + step * grid.stepMs;
    return partsOf(endMs - rangeMs + 1, endMs + 1);
  }).flat();
}

function partsOf(fromMs: number, toMs: number): readonly Interval[] {
  const parts: Interval[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += longestPartMs) {
    parts.push({ fromMs: atMs, toMs: Math.min(toMs, atMs + longestPartMs) });
  }
  return parts;
}
