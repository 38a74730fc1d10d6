/** One reading of a series. */
export interface AnomalySample {
  /** When it was taken, in milliseconds since the epoch; may repeat or go back. */
  readonly timeMs: number;
  /** In the unit of the series; NaN and infinities are skipped. */
  readonly value: number;
}

/** What sort of deviation speaks loudest. */
export type AnomalyKind =
  | 'spike'
  | 'level-shift'
  | 'season-break'
  | 'flatline'
  | 'variance-change';

/** On which side of the expected value. */
export type AnomalyDirection = 'up' | 'down';

/** What the detector says about one sample. JSON-safe. */
export interface AnomalyPoint {
  readonly timeMs: number;
  /** The sample's value; absent when it was not finite. */
  readonly value?: number;
  /**
   * `warming-up`: too little history to judge, the score is 0. `ready`: judged. `skipped`: nothing could be learned from the sample (not
   * finite, or a counter without time between), the score is 0.
   */
  readonly phase: 'warming-up' | 'ready' | 'skipped';
  /**
   * 1 − the tail probability of the evidence, in [0, 1]. Measured on plain noise, 0.2 of a thousand samples (normal) to 6 (heavy tails)
   * reach 0.999.
   */
  readonly score: number;
  /** What the value should have been, in the unit of the value. */
  readonly expected?: number;
  /** The band that held about 97 % of the recent values, in the unit of the value. */
  readonly lower?: number;
  readonly upper?: number;
  /** Present when some evidence was found, however weak: look at the score first. */
  readonly kind?: AnomalyKind;
  readonly direction?: AnomalyDirection;
}
