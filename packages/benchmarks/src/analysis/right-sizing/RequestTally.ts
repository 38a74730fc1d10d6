/** What a sequence of requests brought. */
export interface RequestOutcome {
  /** Share of hours with usage above the request. */
  readonly shareAbove: number;
  /** Mean of what was requested and not used, in means of the usage. */
  readonly slack: number;
}

/** Counts what requests bring, hour by hour; the outcome of no hours is NaN. */
export class RequestTally {
  #hours = 0;
  #above = 0;
  #slack = 0;

  add(usage: readonly number[], request: number): void {
    for (const value of usage) {
      this.#hours += 1;
      if (value > request) this.#above += 1;
      else this.#slack += request - value;
    }
  }

  outcome(): RequestOutcome {
    return {
      shareAbove: this.#above / this.#hours,
      slack: this.#slack / this.#hours,
    };
  }
}
