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

/**
 * The parts of time that windows `(t - range, t]` before the steps cover, oldest first and without overlap; one part unless there are
 * gaps between windows. O(steps).
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
    return [{ fromMs: firstMs - rangeMs + 1, toMs: lastMs + 1 }];
  }
  return Array.from({ length: steps }, (_, step) => {
    const endMs = firstMs + step * grid.stepMs;
    return { fromMs: endMs - rangeMs + 1, toMs: endMs + 1 };
  });
}
