/** From then on a statement had this value; NaN: it did not hold. */
export interface StatementStep {
  readonly atMs: number;
  readonly value: number;
}

/** What an exporter says of an object, as it is: one series of a family. */
export interface WorldStatement {
  /** One of `STATEMENT_FAMILIES`. */
  readonly family: string;
  /** Without those that Prometheus attaches. */
  readonly labels: Readonly<Record<string, string>>;
  /** Oldest first. */
  readonly steps: readonly StatementStep[];
  readonly deletedAtMs?: number;
}
