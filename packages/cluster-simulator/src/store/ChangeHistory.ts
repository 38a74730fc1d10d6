import type { StoreChange } from './ClusterStore';

/** The newest changes of one resource, bounded by count as the API server's watch cache is. */
export class ChangeHistory {
  readonly #limit: number;
  #changes: StoreChange[] = [];
  #lostThrough = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(change: StoreChange): void {
    this.#changes.push(change);
    if (this.#changes.length >= this.#limit * 2)
      this.#dropOldest(this.#changes.length - this.#limit);
  }

  /** Forgets everything up to now, as a compaction does. */
  clear(): void {
    this.#dropOldest(this.#changes.length);
  }

  since(resourceVersion: number): readonly StoreChange[] | 'expired' {
    this.#dropOldest(this.#changes.length - this.#limit);
    if (resourceVersion < this.#lostThrough) return 'expired';
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#changes[middle].resourceVersion <= resourceVersion)
        low = middle + 1;
      else high = middle;
    }
    return this.#changes.slice(low);
  }

  #dropOldest(count: number): void {
    if (count <= 0) return;
    this.#lostThrough = this.#changes[count - 1].resourceVersion;
    this.#changes = this.#changes.slice(count);
  }
}
