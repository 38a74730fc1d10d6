/**
 * A computation that pauses every so often, so that whoever drives it may let others run, look at a deadline, or give up by
 * `return()`.
 */
export type Pausable<T> = Generator<undefined, T, undefined>;

/** Drives a computation to its end at once. */
export function runToEnd<T>(computation: Pausable<T>): T {
  for (;;) {
    const { done, value } = computation.next();
    if (done) return value;
  }
}
