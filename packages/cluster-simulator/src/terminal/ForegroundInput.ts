import { PassThrough } from 'node:stream';
import type { KeyQueue } from './KeyQueue';

/**
 * What a program in the foreground reads: whole lines with echo, or every key once it asked for them. Ctrl-C interrupts it whatever it
 * reads; Ctrl-D at the start of a line ends its input.
 */
export class ForegroundInput {
  readonly source = new PassThrough();
  readonly #keys: KeyQueue;
  readonly #echo: (text: string) => Promise<void>;
  readonly #interrupt: () => void;
  readonly #stopped = new AbortController();
  readonly #pumped: Promise<void>;
  #line = '';
  #isRaw = false;

  constructor(
    keys: KeyQueue,
    echo: (text: string) => Promise<void>,
    interrupt: () => void,
  ) {
    this.#keys = keys;
    this.#echo = echo;
    this.#interrupt = interrupt;
    this.#pumped = this.#pump();
  }

  /** Every key at once, and no echo. */
  takeKeys(): void {
    this.#isRaw = true;
  }

  /** Ends the input; what was typed and not read is left for the shell. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#pumped;
    const unread = this.source.read();
    this.#keys.unshift((unread ?? '').toString() + this.#line);
    this.source.destroy();
  }

  async #pump(): Promise<void> {
    const { signal } = this.#stopped;
    for (;;) {
      const text = await this.#keys.next(signal);
      if (text === undefined) {
        this.source.end();
        return;
      }
      if (signal.aborted) return;
      for (const key of text) {
        if (key === '\u0003') {
          await this.#echo('^C\r\n');
          this.#line = '';
          this.#interrupt();
          this.source.end();
        } else if (this.source.writable) await this.#type(key);
      }
    }
  }

  async #type(key: string): Promise<void> {
    if (this.#isRaw) this.source.write(key);
    else if (key === '\r' || key === '\n') {
      await this.#echo('\r\n');
      this.source.write(`${this.#line}\n`);
      this.#line = '';
    } else if (key === '\u0004') {
      if (this.#line === '') this.source.end();
      else this.source.write(this.#line);
      this.#line = '';
    } else if (key === '\u007f' || key === '\b') {
      if (this.#line) await this.#echo('\b \b');
      this.#line = this.#line.slice(0, -1);
    } else if (key >= ' ') {
      this.#line += key;
      await this.#echo(key);
    }
  }
}
