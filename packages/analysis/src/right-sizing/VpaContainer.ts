import type { VpaAggregate } from './VpaAggregate';

const windowMs = 86_400_000;
const oomRatio = 1.2;
const oomBytes = 100 * 1024 * 1024;

/**
 * The memory of one container instance as the Vertical Pod Autoscaler sees it: its largest usage in each window of 24 hours is one
 * sample of the aggregate, dated to the end of the window; being killed for memory counts as having used more.
 *
 * - Shape: samples of one container in order of time; several containers may share an aggregate.
 * - Unit: bytes (whole), ms since 1970.
 * - Invalid input: usage that is negative or not a number, and samples older than the last one, are left out (returns false).
 * - Errors: none.
 * - Cost: constant per sample.
 * - Source: `ContainerState` of kubernetes/autoscaler; 20 % or 100 MiB, whichever is more, after an out-of-memory kill.
 */
export class VpaContainer {
  readonly #aggregate: VpaAggregate;
  #windowEndMs: number | undefined;
  #lastSampleMs = -Infinity;
  #memoryPeak = 0;
  #oomPeak = 0;

  constructor(aggregate: VpaAggregate) {
    this.#aggregate = aggregate;
  }

  /** Whether the sample was used. */
  addMemorySample(atMs: number, memoryBytes: number): boolean {
    return this.#add(atMs, Math.trunc(memoryBytes), false);
  }

  /** The container was killed for memory while it requested so much; false when that was before the window. */
  recordOom(atMs: number, requestBytes: number): boolean {
    if (
      this.#windowEndMs !== undefined &&
      atMs < this.#windowEndMs - windowMs
    ) {
      return false;
    }
    const used = Math.max(Math.trunc(requestBytes), this.#memoryPeak);
    const needed = Math.max(used + oomBytes, Math.trunc(used * oomRatio));
    return this.#add(atMs, needed, true);
  }

  #add(atMs: number, usedBytes: number, isOom: boolean): boolean {
    const isUsable = usedBytes >= 0 && Number.isFinite(atMs);
    if (!isUsable || (!isOom && atMs < this.#lastSampleMs)) return false;
    this.#lastSampleMs = atMs;
    const windowEndMs = this.#windowEndMs ?? atMs;
    if (atMs < windowEndMs) {
      const peak = Math.max(this.#memoryPeak, this.#oomPeak);
      if (peak === 0 || usedBytes <= peak) return true;
      this.#aggregate.memoryPeaks.subtract(peak, 1, windowEndMs);
    } else {
      const windows = Math.floor((atMs - windowEndMs) / windowMs) + 1;
      this.#windowEndMs = windowEndMs + windows * windowMs;
      this.#memoryPeak = 0;
      this.#oomPeak = 0;
    }
    const endMs = this.#windowEndMs ?? windowEndMs;
    this.#aggregate.memoryPeaks.add(usedBytes, 1, endMs);
    if (isOom) this.#oomPeak = usedBytes;
    else this.#memoryPeak = usedBytes;
    return true;
  }
}
