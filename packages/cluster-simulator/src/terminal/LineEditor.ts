import type { KeyQueue } from './KeyQueue';

const MAX_HISTORY = 200;
const MAX_LINE = 8 * 1024;
const END = Symbol('end of input');

/** One key: an escape sequence, or a character. */
// eslint-disable-next-line no-control-regex
const KEY = /\u001b\[[0-9;]*[A-Za-z~]|\u001bO[A-Z]|[\s\S]/gu;

/** Reads lines from a terminal as a shell does: echo, cursor keys, history, Ctrl-A, -E, -U, -W, -L, -C and -D. */
export class LineEditor {
  readonly #keys: KeyQueue;
  readonly #write: (text: string) => Promise<void>;
  readonly #history: string[] = [];
  #prompt = '';
  #line = '';
  #cursor = 0;
  #recalled = 0;

  constructor(keys: KeyQueue, write: (text: string) => Promise<void>) {
    this.#keys = keys;
    this.#write = write;
  }

  /** One line without its end; `undefined` when the input ended, or on Ctrl-D with nothing typed. */
  async readLine(
    prompt: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    this.#prompt = prompt;
    this.#line = '';
    this.#cursor = 0;
    this.#recalled = this.#history.length;
    await this.#write(prompt);
    for (;;) {
      const text = await this.#keys.next(signal);
      if (text === undefined || signal.aborted) return undefined;
      const keys = text.match(KEY) ?? [];
      for (let at = 0; at < keys.length; at += 1) {
        const outcome = await this.#press(keys[at]);
        if (outcome === undefined) continue;
        this.#keys.unshift(keys.slice(at + 1).join(''));
        return outcome === END ? undefined : outcome;
      }
    }
  }

  /** The finished line, `END`, or nothing yet. */
  async #press(key: string): Promise<string | typeof END | undefined> {
    switch (key) {
      case '\r':
      case '\n':
        await this.#write('\r\n');
        this.#remember();
        return this.#line;
      case '\u0003':
        await this.#write('^C\r\n');
        return '';
      case '\u0004':
        return this.#line === '' ? END : undefined;
      case '\u007f':
      case '\b':
        this.#replace(this.#cursor - 1, this.#cursor, '');
        break;
      case '\u001b[3~':
        this.#replace(this.#cursor, this.#cursor + 1, '');
        break;
      case '\u0015':
        this.#replace(0, this.#cursor, '');
        break;
      case '\u0017':
        this.#replace(
          this.#line.slice(0, this.#cursor).replace(/\S*\s*$/, '').length,
          this.#cursor,
          '',
        );
        break;
      case '\u000c':
        await this.#write('\u001b[H\u001b[2J');
        break;
      case '\u0001':
      case '\u001b[H':
        this.#cursor = 0;
        break;
      case '\u0005':
      case '\u001b[F':
        this.#cursor = this.#line.length;
        break;
      case '\u001b[D':
        this.#cursor = Math.max(0, this.#cursor - 1);
        break;
      case '\u001b[C':
        this.#cursor = Math.min(this.#line.length, this.#cursor + 1);
        break;
      case '\u001b[A':
        this.#recall(-1);
        break;
      case '\u001b[B':
        this.#recall(1);
        break;
      default:
        // Other control keys and sequences do nothing.
        if (key < ' ' || this.#line.length >= MAX_LINE) return undefined;
        this.#replace(this.#cursor, this.#cursor, key);
        if (this.#cursor === this.#line.length) {
          await this.#write(key);
          return undefined;
        }
    }
    await this.#draw();
    return undefined;
  }

  #replace(from: number, to: number, text: string): void {
    const start = Math.max(0, from);
    this.#line = this.#line.slice(0, start) + text + this.#line.slice(to);
    this.#cursor = start + text.length;
  }

  #remember(): void {
    if (!this.#line.trim() || this.#history.at(-1) === this.#line) return;
    this.#history.push(this.#line);
    if (this.#history.length > MAX_HISTORY) this.#history.shift();
  }

  #recall(step: number): void {
    const wanted = this.#recalled + step;
    if (wanted < 0 || wanted > this.#history.length) return;
    this.#recalled = wanted;
    this.#line = this.#history[wanted] ?? '';
    this.#cursor = this.#line.length;
  }

  async #draw(): Promise<void> {
    const back = this.#line.length - this.#cursor;
    await this.#write(
      `\r\u001b[K${this.#prompt}${this.#line}${
        back > 0 ? `\u001b[${back}D` : ''
      }`,
    );
  }
}
