import {
  bucketOf,
  bucketStart,
  type ExponentialBuckets,
} from './ExponentialBuckets';

/** Below this weight a bucket counts as empty. */
const emptyWeight = 0.0001;
/** Weights are rescaled before they exceed two to this power. */
const largestExponent = 100;
/** The largest weight of a stored bucket. */
const largestStoredWeight = 10_000;
/** Half-lives are counted from 1 January of the year 1, where the original's zero time lies. */
const originMs = -62_135_596_800_000;

/** A histogram as the Vertical Pod Autoscaler stores it: whole weights relative to the largest, RFC 3339 time. */
export interface HistogramCheckpoint {
  readonly referenceTimestamp: string | null;
  readonly bucketWeights: Readonly<Record<string, number>>;
  readonly totalWeight: number;
}

/**
 * A distribution in which a sample loses half of its weight with every half-life, as the recommender of the Vertical Pod
 * Autoscaler keeps it, with the same arithmetic: a quantile is the end of the bucket in which it falls.
 *
 * - Shape: samples in any order of time; memory is one number per bucket.
 * - Unit: that of the samples; times in ms since 1970.
 * - Invalid input: a value outside of the buckets counts in the nearest one.
 * - Errors: RangeError for a weight that is not a number of at least 0, a time that is not finite, a checkpoint that does not fit.
 * - Cost: a sample is constant, except for a rescaling every 100 half-lives; a quantile is linear in the buckets.
 * - Source: `decayingHistogram` of kubernetes/autoscaler, vertical-pod-autoscaler/pkg/recommender/util.
 */
export class DecayingHistogram {
  readonly #buckets: ExponentialBuckets;
  readonly #halfLifeMs: number;
  readonly #weights: Float64Array;
  #total = 0;
  #lowest: number;
  #highest = 0;
  #referenceMs = originMs;

  constructor(buckets: ExponentialBuckets, halfLifeMs: number) {
    this.#buckets = buckets;
    this.#halfLifeMs = halfLifeMs;
    this.#weights = new Float64Array(buckets.count);
    this.#lowest = buckets.count - 1;
  }

  get isEmpty(): boolean {
    return this.#weights[this.#lowest] < emptyWeight;
  }

  add(value: number, weight: number, atMs: number): void {
    const decayed = this.#decay(weight, atMs);
    const bucket = bucketOf(this.#buckets, value);
    this.#weights[bucket] += decayed;
    this.#total += decayed;
    if (this.#weights[bucket] < emptyWeight) return;
    this.#lowest = Math.min(this.#lowest, bucket);
    this.#highest = Math.max(this.#highest, bucket);
  }

  /** Takes back a sample that was added with the same value, weight and time. */
  subtract(value: number, weight: number, atMs: number): void {
    const decayed = this.#decay(weight, atMs);
    const bucket = bucketOf(this.#buckets, value);
    const taken =
      decayed > this.#weights[bucket] - emptyWeight
        ? this.#weights[bucket]
        : decayed;
    this.#weights[bucket] -= taken;
    this.#total -= taken;
    this.#dropEmptyEnds();
  }

  /** The value below which `share` of the weight lies, rounded up to the end of a bucket; 0 for an empty histogram. */
  quantile(share: number): number {
    if (this.isEmpty) return 0;
    const wanted = share * this.#total;
    let sum = 0;
    let bucket = this.#lowest;
    for (; bucket < this.#highest; bucket++) {
      sum += this.#weights[bucket];
      if (sum >= wanted) break;
    }
    const last = this.#buckets.count - 1;
    return bucketStart(this.#buckets, Math.min(bucket + 1, last));
  }

  toCheckpoint(): HistogramCheckpoint {
    let largest = 0;
    for (let i = this.#lowest; i <= this.#highest; i++) {
      largest = Math.max(largest, this.#weights[i]);
    }
    const bucketWeights: Record<string, number> = {};
    for (let i = this.#lowest; i <= this.#highest; i++) {
      const share = this.#weights[i] / largest;
      const weight = Math.floor(share * largestStoredWeight + 0.5);
      if (weight > 0) bucketWeights[i] = weight;
    }
    return {
      referenceTimestamp:
        this.#referenceMs === originMs ? null : toTimestamp(this.#referenceMs),
      bucketWeights,
      totalWeight: this.#total,
    };
  }

  /** Adds what a checkpoint holds; meant for a new histogram, for the reference time becomes that of the checkpoint. */
  load(checkpoint: HistogramCheckpoint): void {
    const { bucketWeights, totalWeight, referenceTimestamp } = checkpoint;
    const stored = Object.entries(bucketWeights).map(
      ([bucket, weight]) => [Number(bucket), weight] as const,
    );
    const isBucket = (bucket: number) =>
      Number.isInteger(bucket) && bucket >= 0 && bucket < this.#weights.length;
    const wrong = stored.find(
      ([bucket, weight]) => !isBucket(bucket) || !(weight >= 0),
    );
    if (wrong) {
      throw new RangeError(
        `checkpoint: buckets must be 0–${
          this.#weights.length - 1
        } with weights of at least 0, got ${wrong.join(': ')}`,
      );
    }
    if (!(totalWeight >= 0 && totalWeight < Infinity)) {
      throw new RangeError(
        `checkpoint: totalWeight must be at least 0, got ${totalWeight}`,
      );
    }
    const referenceMs =
      referenceTimestamp === null ? originMs : Date.parse(referenceTimestamp);
    if (Number.isNaN(referenceMs)) {
      throw new RangeError(
        `checkpoint: referenceTimestamp must be a time, got ${referenceTimestamp}`,
      );
    }
    this.#referenceMs = referenceMs;
    const sum = stored.reduce((total, [, weight]) => total + weight, 0);
    if (sum === 0) return;
    for (const [bucket, weight] of stored) {
      this.#lowest = Math.min(this.#lowest, bucket);
      this.#highest = Math.max(this.#highest, bucket);
      this.#weights[bucket] += weight * (totalWeight / sum);
    }
    this.#total += totalWeight;
  }

  /** The weight that a sample of this time has beside those in the histogram. */
  #decay(weight: number, atMs: number): number {
    if (!(weight >= 0) || !Number.isFinite(atMs)) {
      throw new RangeError(
        `samples need a weight of at least 0 and a time, got ${weight} at ${atMs}`,
      );
    }
    if (atMs > this.#referenceMs + largestExponent * this.#halfLifeMs) {
      this.#moveReference(atMs);
    }
    return weight * 2 ** ((atMs - this.#referenceMs) / this.#halfLifeMs);
  }

  #moveReference(atMs: number): void {
    const halfLives = Math.round((atMs - originMs) / this.#halfLifeMs);
    const referenceMs = originMs + halfLives * this.#halfLifeMs;
    const exponent = Math.round(
      (this.#referenceMs - referenceMs) / this.#halfLifeMs,
    );
    // As in the original only what lies between the ends is rescaled; a bucket outside holds next to nothing.
    for (let i = this.#lowest; i <= this.#highest; i++) {
      this.#weights[i] *= 2 ** exponent;
    }
    this.#total *= 2 ** exponent;
    this.#dropEmptyEnds();
    this.#referenceMs = referenceMs;
  }

  #dropEmptyEnds(): void {
    const last = this.#weights.length - 1;
    while (this.#weights[this.#lowest] < emptyWeight && this.#lowest < last) {
      this.#lowest += 1;
    }
    while (this.#weights[this.#highest] < emptyWeight && this.#highest > 0) {
      this.#highest -= 1;
    }
  }
}

/** RFC 3339 with whole seconds, as Kubernetes writes times. */
function toTimestamp(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
