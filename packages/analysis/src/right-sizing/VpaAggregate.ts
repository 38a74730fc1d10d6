import {
  DecayingHistogram,
  type HistogramCheckpoint,
} from './DecayingHistogram';
import { exponentialBuckets } from './ExponentialBuckets';

const dayMs = 86_400_000;
/** A sample weighs at least this much, whatever was requested. */
const smallestCpuWeight = 0.1;
const checkpointVersion = 'v3';

/** The parameters of the recommender's histograms; defaults are those of kubernetes/autoscaler 1.x. */
export interface VpaHistogramOptions {
  readonly cpuHalfLifeMs?: number;
  readonly memoryHalfLifeMs?: number;
  /** Width of the first CPU bucket; 0.01 core. */
  readonly firstCpuBucketCores?: number;
}

/** One measurement of CPU usage. */
export interface CpuSample {
  readonly atMs: number;
  readonly cpuCores: number;
  /** What the container requested then; a larger request makes the sample weigh more. */
  readonly requestCores?: number;
}

/** What the Vertical Pod Autoscaler stores about the containers of one name: the status of a VerticalPodAutoscalerCheckpoint. */
export interface VpaCheckpoint {
  readonly version: string;
  readonly firstSampleStart: string | null;
  readonly lastSampleStart: string | null;
  readonly totalSamplesCount: number;
  readonly cpuHistogram: HistogramCheckpoint;
  readonly memoryHistogram: HistogramCheckpoint;
}

/**
 * What the recommender of the Vertical Pod Autoscaler remembers about all containers of one name: a decaying histogram of CPU
 * samples, one of daily memory peaks, and how much history there is.
 *
 * - Shape: CPU samples in any order; memory peaks come from `VpaContainer`.
 * - Unit: cores (kept in whole millicores, cut as the original does), bytes, ms since 1970.
 * - Invalid input: a CPU sample that is negative or not a number is left out.
 * - Errors: RangeError for a checkpoint of another version or that does not fit the histograms.
 * - Cost: constant per sample; 234 and 176 buckets of memory.
 * - Source: `AggregateContainerState` and `AggregationsConfig` of kubernetes/autoscaler.
 */
export class VpaAggregate {
  readonly cpu: DecayingHistogram;
  readonly memoryPeaks: DecayingHistogram;
  #firstSampleMs = Infinity;
  #lastSampleMs = -Infinity;
  #sampleCount = 0;

  constructor({
    cpuHalfLifeMs = dayMs,
    memoryHalfLifeMs = dayMs,
    firstCpuBucketCores = 0.01,
  }: VpaHistogramOptions = {}) {
    this.cpu = new DecayingHistogram(
      exponentialBuckets(1000, firstCpuBucketCores, 1.05),
      cpuHalfLifeMs,
    );
    this.memoryPeaks = new DecayingHistogram(
      exponentialBuckets(1e12, 1e7, 1.05),
      memoryHalfLifeMs,
    );
  }

  /** The days of history, as far as there is a sample for every minute of them. */
  get confidenceDays(): number {
    if (this.#sampleCount === 0) return 0;
    const days = (this.#lastSampleMs - this.#firstSampleMs) / dayMs;
    return Math.min(days, this.#sampleCount / (60 * 24));
  }

  addCpuSample({ atMs, cpuCores, requestCores = 0 }: CpuSample): void {
    if (!(cpuCores >= 0) || !Number.isFinite(atMs)) return;
    const cores = Math.trunc(cpuCores * 1000) / 1000;
    const request = Math.trunc(requestCores * 1000) / 1000;
    this.cpu.add(cores, Math.max(request, smallestCpuWeight), atMs);
    this.#firstSampleMs = Math.min(this.#firstSampleMs, atMs);
    this.#lastSampleMs = Math.max(this.#lastSampleMs, atMs);
    this.#sampleCount += 1;
  }

  toCheckpoint(): VpaCheckpoint {
    const hasSamples = this.#sampleCount > 0;
    return {
      version: checkpointVersion,
      firstSampleStart: hasSamples ? timestampOf(this.#firstSampleMs) : null,
      lastSampleStart: hasSamples ? timestampOf(this.#lastSampleMs) : null,
      totalSamplesCount: this.#sampleCount,
      cpuHistogram: this.cpu.toCheckpoint(),
      memoryHistogram: this.memoryPeaks.toCheckpoint(),
    };
  }

  /** Takes over what a checkpoint holds; meant for a new aggregate. */
  load(checkpoint: VpaCheckpoint): void {
    if (checkpoint.version !== checkpointVersion) {
      throw new RangeError(
        `checkpoint version must be ${checkpointVersion}, got ${checkpoint.version}`,
      );
    }
    this.cpu.load(checkpoint.cpuHistogram);
    this.memoryPeaks.load(checkpoint.memoryHistogram);
    this.#sampleCount = checkpoint.totalSamplesCount;
    this.#firstSampleMs = timeOf(checkpoint.firstSampleStart, Infinity);
    this.#lastSampleMs = timeOf(checkpoint.lastSampleStart, -Infinity);
  }
}

function timestampOf(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}

function timeOf(timestamp: string | null, none: number): number {
  return timestamp === null ? none : Date.parse(timestamp);
}
