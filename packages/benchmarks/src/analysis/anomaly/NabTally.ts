/** What hits, false alarms and misses weigh. */
export interface NabProfile {
  readonly hit: number;
  readonly falseAlarm: number;
  readonly miss: number;
}

/** How a threshold did on some series. */
export interface NabScore {
  readonly threshold: number;
  /** 100 = every window hit at its left edge and no false alarm; 0 = silence. */
  readonly score: number;
  readonly hits: number;
  readonly windows: number;
  readonly falseAlarms: number;
}

/** A judged row: inside a window or in none, with the weight of an alarm there. */
export interface JudgedRow {
  readonly score: number;
  readonly window?: object;
  readonly weight: number;
}

/** Sums up alarms as they come, into the score of the Numenta Anomaly Benchmark. */
export class NabTally {
  readonly #profile: NabProfile;
  readonly #windows: number;
  readonly #hits = new Map<object, number>();
  #falseAlarms = 0;
  #falseAlarmWeight = 0;
  #hitWeight = 0;

  constructor(profile: NabProfile, windows: number) {
    this.#profile = profile;
    this.#windows = windows;
  }

  alarm({ window, weight }: JudgedRow): void {
    if (!window) {
      this.#falseAlarms += 1;
      this.#falseAlarmWeight += weight;
      return;
    }
    const before = this.#hits.get(window) ?? 0;
    // Only the earliest alarm of a window counts, and it is the one that weighs most.
    this.#hitWeight += Math.max(weight, before) - before;
    this.#hits.set(window, Math.max(weight, before));
  }

  scoreAt(threshold: number): NabScore {
    const { hit, falseAlarm, miss } = this.#profile;
    const missed = this.#windows - this.#hits.size;
    const raw =
      hit * this.#hitWeight +
      falseAlarm * this.#falseAlarmWeight -
      miss * missed;
    const silent = -miss * this.#windows;
    const perfect = hit * this.#windows;
    return {
      threshold,
      score: (100 * (raw - silent)) / (perfect - silent),
      hits: this.#hits.size,
      windows: this.#windows,
      falseAlarms: this.#falseAlarms,
    };
  }
}
