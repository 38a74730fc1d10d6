/**
 * What incidents change at one moment, by position of service or call; the neutral value leaves the model as it is.
 * Overlapping incidents multiply factors and combine ratios.
 */
export interface Disturbance {
  /** Of requests from outside; neutral 1. */
  readonly entryFactor: Float64Array;
  /** Of the service's own work; neutral 1. */
  readonly latencyFactor: Float64Array;
  /** Neutral 0. */
  readonly addedLatencyMs: Float64Array;
  /** Share of requests that fail in addition; neutral 0. */
  readonly failingRatio: Float64Array;
  /** Neutral 1. */
  readonly capacityFactor: Float64Array;
  /** CPU for each request; neutral 1. */
  readonly cpuFactor: Float64Array;
  /** By call: attempts that never arrive; neutral 0. */
  readonly lostRatio: Float64Array;
  /** By call; neutral 0. */
  readonly networkLatencyMs: Float64Array;
  /** By call: further attempts for each one; neutral 0. */
  readonly extraRetries: Float64Array;
}

/** A disturbance that changes nothing. */
export function createDisturbance(
  services: number,
  edges: number,
): Disturbance {
  const calm: Disturbance = {
    entryFactor: new Float64Array(services),
    latencyFactor: new Float64Array(services),
    addedLatencyMs: new Float64Array(services),
    failingRatio: new Float64Array(services),
    capacityFactor: new Float64Array(services),
    cpuFactor: new Float64Array(services),
    lostRatio: new Float64Array(edges),
    networkLatencyMs: new Float64Array(edges),
    extraRetries: new Float64Array(edges),
  };
  resetDisturbance(calm);
  return calm;
}

/** Makes it neutral again. */
export function resetDisturbance(disturbance: Disturbance): void {
  disturbance.entryFactor.fill(1);
  disturbance.latencyFactor.fill(1);
  disturbance.addedLatencyMs.fill(0);
  disturbance.failingRatio.fill(0);
  disturbance.capacityFactor.fill(1);
  disturbance.cpuFactor.fill(1);
  disturbance.lostRatio.fill(0);
  disturbance.networkLatencyMs.fill(0);
  disturbance.extraRetries.fill(0);
}

/** The ratio of two independent ways to fail. */
export function combineRatios(first: number, second: number): number {
  return 1 - (1 - first) * (1 - second);
}
