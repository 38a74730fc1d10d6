import { TailEstimator } from '../tail/TailEstimator';
import type { TailState } from '../tail/TailEstimator';

/** One way of looking at a stream. */
export interface ChannelOptions {
  /** Samples that the exponential smoothing spans; 1 = none. */
  readonly span: number;
}

/** A channel at rest. */
export interface ChannelState {
  readonly level: number;
  readonly seen: number;
  readonly up: TailState;
  readonly down: TailState;
}

const tail = { size: 40, memory: 20_000 };

/**
 * How surprising is a smoothed statistic of a stream, upwards and downwards, against
 * its own past?
 *
 * - Shape: one number a sample, constant memory of 2 × 80 numbers.
 * - Unit: any; the answers are −log10 of tail probabilities.
 * - Invalid input: values must be finite.
 * - Errors: none.
 * - Cost: O(1) amortised.
 * - Source: multi-scale smoothing with a Hill tail per scale, see TailEstimator.
 */
export class EvidenceChannel {
  readonly #options: ChannelOptions;
  readonly #weight: number;
  readonly #up: TailEstimator;
  readonly #down: TailEstimator;
  #level = 0;
  #seen = 0;
  /** −log10 of how rare the latest value is above its centre. */
  up = 0;
  /** The same below its centre. */
  down = 0;

  constructor(options: ChannelOptions, saved?: ChannelState) {
    this.#options = options;
    this.#weight = 2 / (options.span + 1);
    this.#up = new TailEstimator(tail, saved?.up);
    this.#down = new TailEstimator(tail, saved?.down);
    if (!saved) return;
    this.#level = saved.level;
    this.#seen = saved.seen;
  }

  /**
   * Judges how far a statistic leads from `centre`, by the past, into `up` and `down`; then learns it. Deviations up to `negligible` are none.
   */
  observe(statistic: number, centre: number, negligible: number): void {
    this.#level =
      this.#seen === 0
        ? statistic
        : this.#level + this.#weight * (statistic - this.#level);
    this.#seen += 1;
    let deviation = this.#level - centre;
    if (Math.abs(deviation) <= negligible) deviation = 0;
    this.up = this.#up.surpriseOf(deviation);
    this.down = this.#down.surpriseOf(-deviation);
    // The first values are not smoothed yet and would pass for extremes.
    if (this.#seen <= this.#options.span) return;
    this.#up.add(deviation);
    this.#down.add(-deviation);
  }

  /** There is nothing to look at this time. */
  pause(): void {
    this.up = 0;
    this.down = 0;
  }

  state(): ChannelState {
    return {
      level: this.#level,
      seen: this.#seen,
      up: this.#up.state(),
      down: this.#down.state(),
    };
  }
}
