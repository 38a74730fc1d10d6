/** One line of the table: what was measured, the result, and what it should be. */
export interface SpeedRow {
  readonly what: string;
  readonly value: string;
  readonly target: string;
}
