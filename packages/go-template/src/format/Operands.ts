import type { GoValue } from '../values/GoValue';

/** The operands of a format in the order in which its verbs take them, or by `[n]`. */
export class Operands {
  readonly #values: readonly GoValue[];
  #next = 0;
  #isReordered = false;

  constructor(values: readonly GoValue[]) {
    this.#values = values;
  }

  take(index?: string): { readonly value: GoValue } | undefined {
    if (index !== undefined) {
      this.#isReordered = true;
      this.#next = Number(index.slice(1, -1)) - 1;
    }
    const position = this.#next;
    this.#next += 1;
    const isThere = position >= 0 && position < this.#values.length;
    return isThere ? { value: this.#values[position] } : undefined;
  }

  /** For `*`. */
  takeSize(index?: string): number | undefined {
    const value = this.take(index)?.value;
    return typeof value === 'bigint' ? Number(value) : undefined;
  }

  /** What no verb took; unknown once the order was changed. */
  rest(): readonly GoValue[] {
    return this.#isReordered ? [] : this.#values.slice(this.#next);
  }
}
