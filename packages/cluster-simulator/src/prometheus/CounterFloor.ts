/** A counter that loses more than this share of its value has started anew; one that loses less has been corrected. */
const RESTART_SHARE = 0.1;

/**
 * Keeps counters from falling between two scrapes where nothing was restarted. What happens to a cluster now changes how the
 * running minute is modelled, so a counter may come out a few units lower than what a scraper was told just before; it would
 * take that for a restart, and see a rate of millions. Queries of the simulator itself are not concerned: they read past and
 * present from one model. Memory: the counters of the last scrape.
 */
export class CounterFloor {
  #before = new Map<string, number>();
  #now = new Map<string, number>();

  /** Begins a scrape; what the last one did not tell is forgotten. */
  begin(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  /** What to tell of a counter that the model puts at `value`. */
  tell(series: string, value: number): number {
    const before = this.#before.get(series);
    const isCorrected =
      before !== undefined &&
      value < before &&
      value > before * (1 - RESTART_SHARE);
    const told = isCorrected ? before : value;
    this.#now.set(series, told);
    return told;
  }
}
