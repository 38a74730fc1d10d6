import { TailEstimator } from '../tail/TailEstimator';
import type { TailState } from '../tail/TailEstimator';

/** A channel at rest. */
export interface ChannelState {
  readonly level: number;
  readonly seen: number;
  readonly up: TailState;
  readonly down: TailState;
}

const tail = { size: 40, memory: 20_000 };

/** Places of a channel's numbers in the bank. */
const level = 0;
const seen = 1;
const upFloor = 2;
const downFloor = 3;
const nextExpiry = 4;
const weight = 5;
const width = 6;

/**
 * How surprising are the smoothed statistics of a stream, each upwards and downwards, against its own past?
 *
 * What every sample touches lies side by side in one array, for a thousand streams do not fit into the cache of a processor; the tails behind it are
 * touched for the largest deviations only.
 *
 * - Shape: one number a channel and sample, constant memory of 166 numbers a channel.
 * - Unit: any; the answers are −log10 of tail probabilities.
 * - Invalid input: statistics must be finite.
 * - Errors: none.
 * - Cost: O(1) amortised.
 * - Source: multi-scale smoothing with a Hill tail for each scale and side, see TailEstimator.
 */
export class EvidenceBank {
  readonly #spans: readonly number[];
  readonly #numbers: Float64Array;
  readonly #up: readonly TailEstimator[];
  readonly #down: readonly TailEstimator[];

  /** `spans`: the samples that the smoothing of each channel spans; 1 = none. */
  constructor(spans: readonly number[], saved?: readonly ChannelState[]) {
    this.#spans = spans;
    this.#numbers = new Float64Array(width * spans.length);
    this.#up = spans.map((_, i) => new TailEstimator(tail, saved?.[i].up));
    this.#down = spans.map((_, i) => new TailEstimator(tail, saved?.[i].down));
    spans.forEach((span, channel) => {
      const at = width * channel;
      this.#numbers[at + level] = saved?.[channel].level ?? 0;
      this.#numbers[at + seen] = saved?.[channel].seen ?? 0;
      this.#numbers[at + weight] = 2 / (span + 1);
      this.#note(channel);
    });
  }

  /**
   * Judges how far a statistic leads from `centre`, then learns it. Deviations up to `negligible` are none.
   * The answer is positive for a surprise above the centre, negative for one below.
   */
  observe(
    channel: number,
    statistic: number,
    centre: number,
    negligible: number,
  ): number {
    const numbers = this.#numbers;
    const at = width * channel;
    if (numbers[at + seen] === 0) numbers[at + level] = statistic;
    else
      numbers[at + level] +=
        numbers[at + weight] * (statistic - numbers[at + level]);
    const past = numbers[at + seen];
    numbers[at + seen] = past + 1;
    const deviation = numbers[at + level] - centre;
    const isAbove = deviation > numbers[at + upFloor] && deviation > negligible;
    const isBelow =
      -deviation > numbers[at + downFloor] && -deviation > negligible;
    if (!isAbove && !isBelow && past < numbers[at + nextExpiry]) return 0;
    return this.#learn(channel, isAbove, isBelow, deviation, past);
  }

  state(): ChannelState[] {
    return this.#spans.map((_, channel) => ({
      level: this.#numbers[width * channel + level],
      seen: this.#numbers[width * channel + seen],
      up: this.#up[channel].state(),
      down: this.#down[channel].state(),
    }));
  }

  #learn(
    channel: number,
    isAbove: boolean,
    isBelow: boolean,
    deviation: number,
    past: number,
  ): number {
    const up = this.#up[channel];
    const down = this.#down[channel];
    const above = isAbove ? up.surpriseOf(deviation, past) : 0;
    const below = isBelow ? down.surpriseOf(-deviation, past) : 0;
    // The first values are not smoothed yet and would pass for extremes.
    if (past >= this.#spans[channel]) {
      if (isAbove || past >= up.expiry)
        up.add(isAbove ? deviation : 0, past + 1);
      if (isBelow || past >= down.expiry)
        down.add(isBelow ? -deviation : 0, past + 1);
      this.#note(channel);
    }
    return above - below;
  }

  #note(channel: number): void {
    const at = width * channel;
    this.#numbers[at + upFloor] = this.#up[channel].floor;
    this.#numbers[at + downFloor] = this.#down[channel].floor;
    this.#numbers[at + nextExpiry] = Math.min(
      this.#up[channel].expiry,
      this.#down[channel].expiry,
    );
  }
}
