/**
 * The one language of state, worst last when sorted by `healthSeverity`.
 * Staleness and permission are not health: they belong to the view (see clusters-common `ClusterFreshness`).
 */
export type HealthStatus =
  | 'Healthy'
  | 'Suspended'
  | 'Unknown'
  | 'Progressing'
  | 'Degraded'
  | 'Failed';

/** State of one object, with the words a person reads. */
export interface Health {
  readonly status: HealthStatus;
  /** Machine word, stable: a Kubernetes reason (`CrashLoopBackOff`) or ours (`TerminatingTooLong`). */
  readonly reason: string;
  /** Sentence case, no full stop: "Rolling out 3/5", "back-off after exit code 137 (OOMKilled)". */
  readonly message: string;
  /** Since when, in ms since the epoch, where the object says so. */
  readonly sinceMs?: number;
  /** When this verdict may change although the object does not (for instance: terminating too long). */
  readonly reviewAtMs?: number;
}
