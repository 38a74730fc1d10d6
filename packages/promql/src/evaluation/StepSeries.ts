import type { Labels } from '../series/Labels';

/**
 * One element of an instant vector at every step of an evaluation. `present[i]` is 1 where it has a value: any number, NaN
 * included. Arrays are shared between results and therefore never changed once a StepSeries is made.
 */
export interface StepSeries {
  readonly labels: Labels;
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

/** What an expression yields at every step. */
export type StepValue =
  | { readonly kind: 'scalar'; readonly values: Float64Array }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'vector'; readonly series: readonly StepSeries[] };

/** The times at which an expression is evaluated. */
export interface StepGrid {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
  readonly timesMs: Float64Array;
}

/** The grid from `startMs` to at most `endMs`. */
export function createStepGrid(
  startMs: number,
  endMs: number,
  stepMs: number,
): StepGrid {
  const count =
    endMs < startMs ? 0 : Math.floor((endMs - startMs) / stepMs) + 1;
  const timesMs = new Float64Array(count);
  for (let step = 0; step < count; step += 1) {
    timesMs[step] = startMs + step * stepMs;
  }
  return { startMs, stepMs, count, timesMs };
}

/** Whether a series has a value at any step. */
export function hasValues(present: Uint8Array): boolean {
  return present.includes(1);
}
