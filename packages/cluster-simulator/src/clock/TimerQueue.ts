/** Callbacks ordered by due time, then by insertion: the part both clocks share. Add and pop cost O(log n). */
export class TimerQueue {
  readonly #heap: Timer[] = [];
  #sequence = 0;

  add(dueMs: number, callback: () => void): () => void {
    const timer: Timer = {
      dueMs,
      sequence: this.#sequence++,
      callback,
      cancelled: false,
    };
    this.#heap.push(timer);
    this.#rise(this.#heap.length - 1);
    return () => {
      timer.cancelled = true;
      timer.callback = ignore;
    };
  }

  /** When the next callback is due, or `undefined` when none waits. */
  nextDueMs(): number | undefined {
    while (this.#heap.length > 0 && this.#heap[0].cancelled)
      this.#removeFirst();
    return this.#heap[0]?.dueMs;
  }

  /** Takes the first callback due at `nowMs` or before. */
  takeDue(nowMs: number): (() => void) | undefined {
    const dueMs = this.nextDueMs();
    if (dueMs === undefined || dueMs > nowMs) return undefined;
    return this.#removeFirst()?.callback;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #removeFirst(): Timer | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last && first !== last) {
      this.#heap[0] = last;
      this.#sink(0);
    }
    return first;
  }

  #rise(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(this.#heap[index], this.#heap[parent])) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #sink(start: number): void {
    let index = start;
    for (;;) {
      let first = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (
          child < this.#heap.length &&
          isBefore(this.#heap[child], this.#heap[first])
        ) {
          first = child;
        }
      }
      if (first === index) return;
      this.#swap(index, first);
      index = first;
    }
  }

  #swap(a: number, b: number): void {
    [this.#heap[a], this.#heap[b]] = [this.#heap[b], this.#heap[a]];
  }
}

interface Timer {
  readonly dueMs: number;
  readonly sequence: number;
  callback: () => void;
  cancelled: boolean;
}

function ignore(): void {}

function isBefore(a: Timer, b: Timer): boolean {
  return a.dueMs === b.dueMs ? a.sequence < b.sequence : a.dueMs < b.dueMs;
}
