/**
 * Virtual time of one simulated cluster. Real time drives it in the server, a test drives it by hand.
 * Callbacks due at the same instant run in the order they were scheduled; a callback never runs early.
 */
export interface SimulationClock {
  /** Milliseconds since the epoch, never decreasing. */
  nowMs(): number;
  /** Runs `callback` once, `delayMs` of virtual time from now (0 = next turn, never synchronously). Returns its cancellation. */
  schedule(delayMs: number, callback: () => void): () => void;
}
