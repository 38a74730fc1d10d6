import { utf8Length } from '../values/utf8';

/** What one rendering may use up. */
export interface TemplateLimits {
  /** Nodes executed, elements visited and calls made. */
  readonly maxSteps: number;
  /** Templates within templates. */
  readonly maxDepth: number;
  /** Of text produced, also by templates whose text is then used by a function. */
  readonly maxOutputBytes: number;
}

/** Enough for the largest charts in use. */
export const defaultLimits: TemplateLimits = {
  maxSteps: 5_000_000,
  maxDepth: 250,
  maxOutputBytes: 32 * 1024 * 1024,
};

/** Why a rendering stopped; the evaluator turns it into a TemplateError. */
export class LimitError extends Error {
  readonly name = 'LimitError';
}

/** Counts down the limits of one rendering. */
export class Budget {
  readonly #limits: TemplateLimits;
  #steps = 0;
  #bytes = 0;
  #depth = 0;

  constructor(limits: Partial<TemplateLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.#limits.maxSteps) {
      throw new LimitError(`more than ${this.#limits.maxSteps} steps`);
    }
  }

  write(text: string): void {
    this.#bytes += utf8Length(text);
    if (this.#bytes > this.#limits.maxOutputBytes) {
      throw new LimitError(
        `more than ${this.#limits.maxOutputBytes} bytes of output`,
      );
    }
  }

  /** Runs one level deeper. */
  descend<Result>(run: () => Result): Result {
    if (this.#depth >= this.#limits.maxDepth) {
      throw new LimitError(
        `exceeded maximum template depth (${this.#limits.maxDepth})`,
      );
    }
    this.#depth += 1;
    try {
      return run();
    } finally {
      this.#depth -= 1;
    }
  }
}
