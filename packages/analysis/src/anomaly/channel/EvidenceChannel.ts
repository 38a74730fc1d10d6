import { TailEstimator } from '../tail/TailEstimator';
import type { TailState } from '../tail/TailEstimator';

/** One way of looking at a stream. */
export interface ChannelOptions {
  /** Samples that the exponential smoothing spans; 1 = none. */
  readonly span: number;
  /** Whether low values are evidence, too. */
  readonly sides: 'both' | 'up';
}

/** A channel at rest. */
export interface ChannelState {
  readonly level: number;
  readonly seen: number;
  readonly up: TailState;
  readonly down?: TailState;
}

const tail = { size: 40, memory: 20_000 };
/** Deviations below this share of the level are rounding, not news. */
const rounding = 1e-9;

/**
 * How surprising is a smoothed statistic of a stream, upwards and downwards, against
 * its own past?
 *
 * - Shape: one value a sample, constant memory of 2 × 80 numbers.
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
  readonly #down?: TailEstimator;
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
    if (options.sides === 'both')
      this.#down = new TailEstimator(tail, saved?.down);
    if (!saved) return;
    this.#level = saved.level;
    this.#seen = saved.seen;
  }

  /** Judges how far a value leads from `centre`, by the past, into `up` and `down`; then learns it. */
  observe(value: number, centre: number): void {
    this.#level =
      this.#seen === 0
        ? value
        : this.#level + this.#weight * (value - this.#level);
    this.#seen += 1;
    let deviation = this.#level - centre;
    if (Math.abs(deviation) <= rounding * Math.abs(centre)) deviation = 0;
    this.up = this.#up.surpriseOf(deviation);
    this.down = this.#down?.surpriseOf(-deviation) ?? 0;
    // The first values are not smoothed yet and would pass for extremes.
    if (this.#seen <= this.#options.span) return;
    this.#up.add(deviation);
    this.#down?.add(-deviation);
  }

  state(): ChannelState {
    return {
      level: this.#level,
      seen: this.#seen,
      up: this.#up.state(),
      ...(this.#down && { down: this.#down.state() }),
    };
  }
}
