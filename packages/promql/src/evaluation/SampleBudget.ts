import { PromqlError } from '../PromqlError';

/** Counts the samples that an evaluation holds at once, and refuses before memory is taken rather than after. */
export class SampleBudget {
  readonly #max: number;
  #held = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** A mark for `releaseTo`. */
  get held(): number {
    return this.#held;
  }

  take(samples: number): void {
    this.#held += samples;
    if (this.#held > this.#max) {
      throw new PromqlError(
        'execution',
        'query processing would load too many samples into memory in query execution',
      );
    }
  }

  /** Everything taken since the mark is free again, apart from `kept` samples. */
  releaseTo(mark: number, kept: number): void {
    this.#held = Math.min(this.#held, mark + kept);
  }
}
