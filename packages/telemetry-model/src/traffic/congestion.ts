/** Where queues are too long for the formula: from here on waiting grows in a straight line. */
const KNEE = 0.96;

/**
 * How many times longer requests take at a utilization (offered load over capacity, 0 and more) than on an idle
 * service: 1 + ½u²/(1 − u), continued in a straight line past u = 0.96 because real queues are bounded. O(1).
 * Source: the Pollaczek–Khinchine mean wait, shaped for several servers.
 */
export function slowdownOf(utilization: number): number {
  const u = Math.min(utilization, KNEE);
  const queued = 1 + (0.5 * u * u) / (1 - u);
  return utilization > KNEE ? queued + 30 * (utilization - KNEE) : queued;
}

/** Share of requests turned away: none below 95 % utilization, then what does not fit. O(1). */
export function overflowOf(utilization: number): number {
  return utilization <= 0.95 ? 0 : 0.9 * (1 - 0.95 / utilization);
}
