/** Counts what agrees and shows what does not. */
export class Tally {
  readonly #print: (line: string) => void;
  #passed = 0;
  #failed = 0;
  #known = 0;

  constructor(print: (line: string) => void = console.log) {
    this.#print = print;
  }

  get passed(): number {
    return this.#passed;
  }

  get failed(): number {
    return this.#failed;
  }

  /** One comparison; `known` is why a difference is there, and without one it is a failure too. */
  add(name: string, difference: string | undefined, known?: string): void {
    if (known !== undefined) {
      this.#known += 1;
      if (difference === undefined) this.#failed += 1;
      this.#print(
        `${name}\n  known difference: ${known}\n  ${difference ?? 'gone'}`,
      );
    } else if (difference === undefined) this.#passed += 1;
    else {
      this.#failed += 1;
      this.#print(`${name}\n  ${difference}`);
    }
  }

  /** The differences with a reason. */
  get known(): number {
    return this.#known;
  }
}
