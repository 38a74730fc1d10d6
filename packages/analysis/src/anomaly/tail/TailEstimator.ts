/** How much a tail remembers. */
export interface TailOptions {
  /** Largest values kept. */
  readonly size: number;
  /** Samples after which a value is forgotten. */
  readonly memory: number;
}

/** A tail at rest: what `TailEstimator` needs to go on. */
export interface TailState {
  /** Natural logarithms of the kept values in thousandths: the largest, then the step down to each next one. */
  readonly logSteps: readonly number[];
  /** The count at which the newest of them was added. */
  readonly newest: number;
  /** How many counts before the newest each was added. */
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
 * - Shape: one deviation at a time with the count of samples so far, constant memory.
 * - Unit: any, the answer does not depend on it; counts in samples.
 * - Invalid input: deviations that are not above zero are never rare and never kept; counts must not fall.
 * - Errors: none.
 * - Cost: O(1) up to `floor`, O(size) above it.
 * - Source: Hill, "A simple general approach to inference about the tail of a distribution", Annals of Statistics 3 (1975);
 *   Siffer et al., "Anomaly detection in streams with extreme value theory", KDD 2017, for its use on streams.
 */
export class TailEstimator {
  readonly #size: number;
  readonly #memory: number;
  /** In thousandths, so that sums are exact however they came about. */
  readonly #logs: Int32Array;
  readonly #added: Uint32Array;
  #kept = 0;
  #sum = 0;
  #inverseSlope = 0;
  /** Only deviations above this can be among the largest. */
  floor = 0;
  /** Past this count the oldest of the kept values is to be forgotten. */
  expiry = Infinity;

  constructor(options: TailOptions, saved?: TailState) {
    this.#size = options.size;
    this.#memory = options.memory;
    this.#logs = new Int32Array(options.size);
    this.#added = new Uint32Array(options.size);
    if (!saved) return;
    this.#kept = saved.logSteps.length;
    this.#added.set(saved.ages.map(age => saved.newest - age));
    let log = 0;
    saved.logSteps.forEach((step, i) => {
      log += i === 0 ? step : -step;
      this.#logs[i] = log;
    });
    this.#recount();
  }

  /** −log10 of the estimated share of `seen` samples above `deviation`; 0 when it is not among the largest. */
  surpriseOf(deviation: number, seen: number): number {
    if (!(deviation > this.floor)) return 0;
    const known = Math.min(seen, this.#memory);
    if (this.#kept < smallestFit)
      return Math.log10((known + 1) / (this.#kept + 1));
    const overFloor =
      Math.log(deviation) - this.#logs[this.#kept - 1] / logScale;
    const nats = Math.log(known / this.#kept) + overFloor / this.#inverseSlope;
    return Math.max(0, nats / Math.LN10);
  }

  /** Learns the deviation of the sample with this count, and forgets those that are too old by then. */
  add(deviation: number, count: number): void {
    if (count > this.expiry) this.#forget(count);
    if (!(deviation > this.floor)) return;
    this.#insert(Math.round(Math.log(deviation) * logScale), count);
    this.#fit();
  }

  state(): TailState {
    const logs = this.#logs.subarray(0, this.#kept);
    const added = this.#added.subarray(0, this.#kept);
    const newest = added.reduce((most, count) => Math.max(most, count), 0);
    return {
      logSteps: Array.from(logs, (log, i) =>
        i === 0 ? log : logs[i - 1] - log,
      ),
      newest,
      ages: Array.from(added, count => newest - count),
    };
  }

  #insert(log: number, count: number): void {
    const last = this.#size - 1;
    if (this.#kept > last) this.#sum -= this.#logs[last];
    this.#sum += log;
    // Too early when the oldest is the one that leaves: then it is counted anew.
    this.expiry = Math.min(this.expiry, count + this.#memory);
    let at = Math.min(this.#kept, last);
    for (; at > 0 && this.#logs[at - 1] < log; at--) {
      this.#logs[at] = this.#logs[at - 1];
      this.#added[at] = this.#added[at - 1];
    }
    this.#logs[at] = log;
    this.#added[at] = count;
    this.#kept = Math.min(this.#kept + 1, this.#size);
  }

  #forget(count: number): void {
    let kept = 0;
    for (let i = 0; i < this.#kept; i++) {
      if (count - this.#added[i] > this.#memory) continue;
      this.#logs[kept] = this.#logs[i];
      this.#added[kept] = this.#added[i];
      kept += 1;
    }
    this.#kept = kept;
    this.#recount();
  }

  #recount(): void {
    this.#sum = 0;
    this.expiry = Infinity;
    for (let i = 0; i < this.#kept; i++) {
      this.#sum += this.#logs[i];
      this.expiry = Math.min(this.expiry, this.#added[i] + this.#memory);
    }
    this.#fit();
  }

  #fit(): void {
    const kept = this.#kept;
    const smallest = kept > 0 ? this.#logs[kept - 1] : 0;
    // Until the tail is full, every positive deviation belongs to it.
    this.floor = kept === this.#size ? Math.exp(smallest / logScale) : 0;
    const mean = (this.#sum - kept * smallest) / (kept - 1) / logScale;
    this.#inverseSlope = Math.max(leastInverseSlope, mean);
  }
}
