import { WatchError } from '../watch/WatchError';
import type { WatchEvent } from '../watch/WatchSource';

/** One open watch of a FakeWatchSource. */
export class FakeWatch {
  readonly #signal: AbortSignal;
  readonly #queue: WatchEvent[] = [];
  #end: { error?: unknown } | undefined;
  #wake = () => {};

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  push(event: WatchEvent): void {
    if (this.#end !== undefined) return;
    this.#queue.push(event);
    this.#wake();
  }

  finish(error?: unknown): void {
    this.#end = { error };
    this.#wake();
  }

  async *events(): AsyncGenerator<WatchEvent> {
    const onAbort = () => this.finish(new WatchError('aborted', 'aborted'));
    this.#signal.addEventListener('abort', onAbort, { once: true });
    try {
      for (;;) {
        const event = this.#queue.shift();
        if (event !== undefined) {
          yield event;
        } else if (this.#end !== undefined) {
          if (this.#end.error !== undefined) throw this.#end.error;
          return;
        } else {
          await new Promise<void>(resolve => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.#signal.removeEventListener('abort', onAbort);
    }
  }
}
