import type { Clock } from '../watch/Clock';

/** Time that passes when a test says so. */
export class ManualClock implements Clock {
  readonly #sleepers = new Set<Sleeper>();
  #nowMs: number;

  constructor(nowMs = 1_700_000_000_000) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  /** How many wait: what is left behind after everything was stopped is a leak. */
  get sleepers(): number {
    return this.#sleepers.size;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new Error('aborted');
    const sleeper: Sleeper = { dueAtMs: this.#nowMs + ms, wake: () => {} };
    const woken = new Promise<void>(resolve => {
      sleeper.wake = resolve;
    });
    const onAbort = () => sleeper.wake();
    this.#sleepers.add(sleeper);
    signal.addEventListener('abort', onAbort, { once: true });
    await woken;
    this.#sleepers.delete(sleeper);
    signal.removeEventListener('abort', onAbort);
    if (signal.aborted) throw new Error('aborted');
  }

  /** Lets everything happen that is due within `ms`, in order of time; `advance(0)` only lets pending promises settle. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settle();
    for (;;) {
      const [next] = [...this.#sleepers]
        .filter(({ dueAtMs }) => dueAtMs <= endMs)
        .sort((a, b) => a.dueAtMs - b.dueAtMs);
      if (next === undefined) break;
      this.#nowMs = Math.max(this.#nowMs, next.dueAtMs);
      next.wake();
      await settle();
    }
    this.#nowMs = endMs;
  }
}

interface Sleeper {
  readonly dueAtMs: number;
  wake: () => void;
}

/** All microtasks run before the next timer; `setImmediate` does not exist in jsdom. */
function settle(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, 0);
  });
}
