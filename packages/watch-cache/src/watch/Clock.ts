/** Time, as this package sees it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** Resolves after `ms`; rejects as soon as the signal aborts, and then holds no timer. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
