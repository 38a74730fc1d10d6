/** A place where the level of a series changed for good. */
export interface ChangePoint {
  /** Position of the first value of the new level. */
  readonly index: number;
  /** Medians of the stretches to both sides. */
  readonly before: number;
  readonly after: number;
  /** 0 to 1: one minus the probability of so clear a change somewhere in a series without one. */
  readonly confidence: number;
}
