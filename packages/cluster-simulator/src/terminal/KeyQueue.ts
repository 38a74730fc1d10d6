import type { Readable } from 'node:stream';

const MAX_WAITING = 64 * 1024;

/** What is typed, for one reader at a time; a reader that gives up loses nothing for the next. */
export class KeyQueue {
  readonly #stdin: Readable;
  #waiting = '';
  #isEnded = false;
  #wake: (() => void) | undefined;

  constructor(stdin: Readable) {
    this.#stdin = stdin;
    stdin.setEncoding('utf8');
    stdin.on('data', (text: string) => {
      this.#waiting += text;
      if (this.#waiting.length > MAX_WAITING) stdin.pause();
      this.#wake?.();
    });
    const end = () => {
      this.#isEnded = true;
      this.#wake?.();
    };
    stdin.on('end', end);
    stdin.on('close', end);
    stdin.on('error', end);
  }

  /** Everything typed since; waits for something. Empty when the signal aborted, `undefined` at the end of input. */
  async next(signal: AbortSignal): Promise<string | undefined> {
    while (!this.#waiting && !this.#isEnded && !signal.aborted) {
      await new Promise<void>(resolve => {
        const wake = () => {
          signal.removeEventListener('abort', wake);
          this.#wake = undefined;
          resolve();
        };
        signal.addEventListener('abort', wake);
        this.#wake = wake;
      });
    }
    if (signal.aborted) return '';
    if (!this.#waiting) return undefined;
    const text = this.#waiting;
    this.#waiting = '';
    this.#stdin.resume();
    return text;
  }

  /** Gives back what was taken and not used. */
  unshift(text: string): void {
    this.#waiting = text + this.#waiting;
  }
}
