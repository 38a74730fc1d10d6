/**
 * Input that several programs read one after the other: what one leaves is there for the next. Iterating stops without
 * closing it.
 */
export class SharedInput implements AsyncIterable<Buffer> {
  readonly #source: AsyncIterable<Buffer>;
  #iterator?: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  private constructor(source: AsyncIterable<Buffer>) {
    this.#source = source;
  }

  /** The input itself when it is shared already. */
  static of(source: AsyncIterable<Buffer>): SharedInput {
    return source instanceof SharedInput ? source : new SharedInput(source);
  }

  [Symbol.asyncIterator](): AsyncIterator<Buffer> {
    return { next: () => this.#next() };
  }

  /** The next line without its end; undefined when there is none. */
  async readLine(): Promise<string | undefined> {
    const chunks: Buffer[] = [];
    for (;;) {
      const { done, value } = await this.#next();
      if (done) {
        return chunks.length > 0 ? Buffer.concat(chunks).toString() : undefined;
      }
      const end = value.indexOf(0x0a);
      chunks.push(end < 0 ? value : value.subarray(0, end));
      if (end < 0) continue;
      this.#rest = value.subarray(end + 1);
      return Buffer.concat(chunks).toString();
    }
  }

  async #next(): Promise<IteratorResult<Buffer>> {
    if (this.#rest.length > 0) {
      const value = this.#rest;
      this.#rest = Buffer.alloc(0);
      return { done: false, value };
    }
    this.#iterator ??= this.#source[Symbol.asyncIterator]();
    return this.#iterator.next();
  }
}
