/**
 * Rows in the order of a total comparison. Single changes cost O(log n) comparisons and one move of pointers; many at once
 * are appended and sorted, which is near-linear on what is sorted already.
 */
export class SortedRows<R> {
  readonly #compare: (a: R, b: R) => number;
  #rows: R[] = [];

  constructor(compare: (a: R, b: R) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** Removes rows that are in, then inserts rows that are not. */
  change(removed: readonly R[], inserted: readonly R[]): void {
    const isBulk = removed.length + inserted.length > 32 + this.size / 16;
    if (isBulk) {
      this.#changeMany(removed, inserted);
      return;
    }
    for (const row of removed) {
      const index = this.#positionOf(row);
      if (this.#rows[index] === row) this.#rows.splice(index, 1);
    }
    for (const row of inserted)
      this.#rows.splice(this.#positionOf(row), 0, row);
  }

  slice(offset: number, end?: number): readonly R[] {
    return this.#rows.slice(offset, end);
  }

  #changeMany(removed: readonly R[], inserted: readonly R[]): void {
    const gone = new Set(removed);
    this.#rows = this.#rows.filter(row => !gone.has(row));
    for (const row of inserted) this.#rows.push(row);
    this.#rows.sort(this.#compare);
  }

  /** Of the first row that does not sort before `row`. */
  #positionOf(row: R): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#compare(this.#rows[middle], row) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
