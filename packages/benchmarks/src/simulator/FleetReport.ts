/** What one start of the simulator cost, and what it then serves. */
export interface FleetReport {
  readonly pods: number;
  /** From the call to every API server answering. */
  readonly startMs: number;
  readonly startCpuMs: number;
  readonly rssBytes: number;
  /** Of the largest cluster. */
  readonly listPodsPerSecond: number;
  readonly watchEventsPerSecond: number;
  /** Range query over 24 h, and how many series it read. */
  readonly rangeMs: number;
  readonly rangeSeries: number;
}
