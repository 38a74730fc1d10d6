/** Items pushed by a test, iterated by the code under test until it ends or the signal aborts. */
export class Channel<T> implements AsyncIterable<T> {
  readonly #signal: AbortSignal;
  readonly #items: T[] = [];
  #isEnded = false;
  #wake = () => {};

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake());
  }

  push(item: T): void {
    this.#items.push(item);
    this.#wake();
  }

  end(): void {
    this.#isEnded = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    while (!this.#signal.aborted && !this.#isEnded) {
      const item = this.#items.shift();
      if (item !== undefined) {
        yield item;
      } else {
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      }
    }
  }
}
