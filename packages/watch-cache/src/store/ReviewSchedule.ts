/** Which keys are to be looked at again, and when. */
export class ReviewSchedule {
  readonly #dueAtMs = new Map<string, number>();
  /** No key is due before; may be too early, never too late. */
  #earliestMs = Infinity;

  /** `undefined` takes the key off the schedule. */
  set(key: string, dueAtMs: number | undefined): void {
    if (dueAtMs === undefined) {
      this.#dueAtMs.delete(key);
      return;
    }
    this.#dueAtMs.set(key, dueAtMs);
    this.#earliestMs = Math.min(this.#earliestMs, dueAtMs);
  }

  /** Takes off and returns the keys due by `nowMs`. O(1) while nothing can be due, else O(scheduled). */
  takeDue(nowMs: number): readonly string[] {
    if (nowMs < this.#earliestMs) return [];
    const due: string[] = [];
    this.#earliestMs = Infinity;
    for (const [key, dueAtMs] of this.#dueAtMs) {
      if (dueAtMs <= nowMs) {
        due.push(key);
      } else {
        this.#earliestMs = Math.min(this.#earliestMs, dueAtMs);
      }
    }
    for (const key of due) this.#dueAtMs.delete(key);
    return due;
  }
}
