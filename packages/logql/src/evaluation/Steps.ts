/**
 * A computation that pauses every so often, so that whoever drives it may let others run, look at a deadline, or give up by
 * `return()`.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Lines looked at between two pauses. */
export const linesPerStep = 2_000;

/** Drives a computation to its end at once. */
export function runToEnd<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
