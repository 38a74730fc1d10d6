/** How much a tail remembers. */
export interface TailOptions {
  /** Largest values kept. */
  readonly size: number;
  /** Samples after which a value is forgotten. */
  readonly memory: number;
}

/** A tail at rest: what `TailEstimator` needs to go on. */
export interface TailState {
  readonly seen: number;
  /** Natural logarithms of the kept values in thousandths: the largest, then the step down to each next one. */
  readonly logSteps: readonly number[];
  /** Samples since each was added. */
  readonly ages: readonly number[];
}

/** Fewer kept values than this do not carry a slope. */
const smallestFit = 4;
/** A tail is never taken to be thinner than a Pareto tail of this inverse slope. */
const leastInverseSlope = 0.05;
/** Logarithms are kept to three decimals: short in JSON, and 0.1 % of the value is no news. */
const logScale = 1e3;

/**
 * How rare is a value this large? The largest values of a stream are kept; past the smallest of them the tail is a Pareto tail whose inverse slope is
 * Hill's estimate, `P(X > r) = (k / n) (u / r)^(1 / h)`.
 *
 * Shape: one non-negative deviation at a time, constant memory. Unit: any, the answer does not depend on it. Invalid: deviations that are
 * not above zero count as seen and are never rare. Errors: none. Cost: O(1) below the kept values, else O(size).
 * Source: Hill, "A simple general approach to inference about the tail of a distribution", Annals of Statistics 3 (1975);
 * Siffer et al., "Anomaly detection in streams with extreme value theory", KDD 2017, for its use on streams.
 */
export class TailEstimator {
  readonly #size: number;
  readonly #memory: number;
  readonly #logs: Float64Array;
  readonly #added: Float64Array;
  #kept = 0;
  #seen = 0;
  #oldest = Infinity;
  #floor = 0;
  #inverseSlope = 0;

  constructor(options: TailOptions, saved?: TailState) {
    this.#size = options.size;
    this.#memory = options.memory;
    this.#logs = new Float64Array(options.size);
    this.#added = new Float64Array(options.size);
    if (saved) {
      this.#seen = saved.seen;
      this.#kept = saved.logSteps.length;
      let log = 0;
      saved.logSteps.forEach((step, i) => {
        log += i === 0 ? step : -step;
        this.#logs[i] = log / logScale;
      });
      this.#added.set(saved.ages.map(age => saved.seen - age));
      this.#fit();
    }
  }

  /** −log10 of the estimated share of values above `deviation`; 0 when it is not among the largest. */
  surpriseOf(deviation: number): number {
    if (!(deviation > this.#floor)) return 0;
    const seen = Math.min(this.#seen, this.#memory);
    if (this.#kept < smallestFit)
      return Math.log10((seen + 1) / (this.#kept + 1));
    const overFloor = Math.log(deviation) - this.#logs[this.#kept - 1];
    const nats = Math.log(seen / this.#kept) + overFloor / this.#inverseSlope;
    return Math.max(0, nats / Math.LN10);
  }

  /** Learns one deviation; call it once a sample, after asking. */
  add(deviation: number): void {
    this.#seen += 1;
    if (this.#seen - this.#oldest > this.#memory) this.#forget();
    if (!(deviation > this.#floor)) return;
    this.#insert(Math.round(Math.log(deviation) * logScale) / logScale);
    this.#fit();
  }

  state(): TailState {
    return {
      seen: this.#seen,
      logSteps: Array.from(this.#logs.subarray(0, this.#kept), (log, i) =>
        Math.round((i === 0 ? log : this.#logs[i - 1] - log) * logScale),
      ),
      ages: Array.from(
        this.#added.subarray(0, this.#kept),
        added => this.#seen - added,
      ),
    };
  }

  #insert(log: number): void {
    const last = this.#size - 1;
    let at = Math.min(this.#kept, last);
    for (; at > 0 && this.#logs[at - 1] < log; at--) {
      this.#logs[at] = this.#logs[at - 1];
      this.#added[at] = this.#added[at - 1];
    }
    this.#logs[at] = log;
    this.#added[at] = this.#seen;
    this.#kept = Math.min(this.#kept + 1, this.#size);
  }

  #forget(): void {
    let kept = 0;
    for (let i = 0; i < this.#kept; i++) {
      if (this.#seen - this.#added[i] > this.#memory) continue;
      this.#logs[kept] = this.#logs[i];
      this.#added[kept] = this.#added[i];
      kept += 1;
    }
    this.#kept = kept;
    this.#fit();
  }

  #fit(): void {
    const kept = this.#kept;
    this.#oldest = Infinity;
    let sum = 0;
    for (let i = 0; i < kept; i++) {
      this.#oldest = Math.min(this.#oldest, this.#added[i]);
      sum += this.#logs[i];
    }
    const smallest = kept > 0 ? this.#logs[kept - 1] : 0;
    // Until the tail is full, every positive deviation belongs to it.
    this.#floor = kept === this.#size ? Math.exp(smallest) : 0;
    this.#inverseSlope = Math.max(
      leastInverseSlope,
      (sum - kept * smallest) / (kept - 1),
    );
  }
}
