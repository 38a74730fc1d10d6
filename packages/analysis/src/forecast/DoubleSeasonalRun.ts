import type { DoubleSeasonalModel } from './DoubleSeasonalModel';

/** The shares of an error that level and seasons take over at each step, and how much of it is left one step later. */
export interface DoubleSeasonalSmoothing {
  readonly level: number;
  readonly short: number;
  readonly long: number;
  readonly persistence: number;
}

/**
 * One pass of a double seasonal smoothing over a series; it starts with what the first long season tells.
 *
 * - Shape: a series of at least one long season, oldest first.
 * - Unit: that of the series.
 * - Invalid input: finite values only.
 * - Errors: none.
 * - Cost: constant per step.
 * - Source: see `fitDoubleSeasonal`.
 */
export class DoubleSeasonalRun {
  readonly #series: Float64Array;
  readonly #smoothing: DoubleSeasonalSmoothing;
  readonly #short: Float64Array;
  readonly #long: Float64Array;
  #level = 0;
  #error = 0;
  #next: number;

  constructor(
    series: Float64Array,
    [short, long]: readonly [number, number],
    smoothing: DoubleSeasonalSmoothing,
  ) {
    this.#series = series;
    this.#smoothing = smoothing;
    this.#short = new Float64Array(short);
    this.#long = new Float64Array(long);
    this.#next = long;
    for (let i = 0; i < long; i++) this.#level += series[i] / long;
    for (let i = 0; i < long; i++) {
      this.#short[i % short] += ((series[i] - this.#level) * short) / long;
    }
    for (let i = 0; i < long; i++) {
      this.#long[i] = series[i] - this.#level - this.#short[i % short];
    }
  }

  /** Reads the series up to `origin`; the sum of absolute errors, without the first long season of learning. */
  advance(origin: number): number {
    const series = this.#series;
    const short = this.#short;
    const long = this.#long;
    const { level, short: gain, long: longGain, persistence } = this.#smoothing;
    const judgedFrom = 2 * long.length;
    let total = 0;
    for (; this.#next < origin; this.#next++) {
      const i = this.#next;
      const s = i % short.length;
      const l = i % long.length;
      const base = this.#level + short[s] + long[l];
      const error = series[i] - base - persistence * this.#error;
      if (i >= judgedFrom) total += Math.abs(error);
      this.#error = series[i] - base;
      this.#level += level * error;
      short[s] += gain * error;
      long[l] += longGain * error;
    }
    return total;
  }

  model(): DoubleSeasonalModel {
    return {
      kind: 'double-seasonal',
      level: this.#level,
      short: rotate(this.#short, this.#next),
      long: rotate(this.#long, this.#next),
      lastError: this.#error,
      persistence: this.#smoothing.persistence,
    };
  }
}

function rotate(season: Float64Array, start: number): number[] {
  return Array.from(season, (_, k) => season[(start + k) % season.length]);
}
