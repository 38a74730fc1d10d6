/** A sum whose rounding errors are kept apart and added at the end (Neumaier 1974), as Prometheus adds over time. */
export class KahanSum {
  sum = 0;
  correction = 0;

  reset(): void {
    this.sum = 0;
    this.correction = 0;
  }

  add(value: number): void {
    const total = this.sum + value;
    this.correction +=
      Math.abs(this.sum) >= Math.abs(value)
        ? this.sum - total + value
        : value - total + this.sum;
    this.sum = total;
  }

  /** The corrected sum; an infinite one has no meaningful correction. */
  get total(): number {
    return Math.abs(this.sum) === Infinity
      ? this.sum
      : this.sum + this.correction;
  }
}
