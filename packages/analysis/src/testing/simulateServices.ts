import type { GeneratedService } from './generateTopology';
import { gaussianOf } from './seededRandom';

/** What goes wrong, where and from which step on. */
export interface Fault {
  readonly kind: 'slow' | 'failing' | 'saturated';
  readonly service: number;
  readonly from: number;
  /** Times its own time and, for failing ones, share of its calls. */
  readonly strength: number;
}

/** What one service measured. */
export interface Measured {
  readonly latency: Float64Array;
  readonly requests: Float64Array;
  readonly availability: Float64Array;
  readonly cpu: Float64Array;
}

const entryRequests = 3000;

/**
 * Measures every service at every step: calls flow down from service 0, delays and failures flow back up.
 *
 * - Shape: one row per service, one value per step of `load` (1 = usual).
 * - Unit: ms, calls per step, shares.
 * - Invalid input: callees must have higher positions than their callers.
 * - Errors: none.
 * - Cost: O(steps x calls).
 * - Source: own time grows as in an M/M/1 queue; calls are Poisson.
 */
export function simulateServices(
  random: () => number,
  services: readonly GeneratedService[],
  load: Float64Array,
  fault: Fault | undefined,
): readonly Measured[] {
  const reach = callsReaching(services, 0);
  const empty = () => new Float64Array(load.length);
  const table = services.map(() => ({
    latency: empty(),
    requests: empty(),
    availability: empty(),
    cpu: empty(),
  }));
  const failing = new Float64Array(services.length);
  for (let step = 0; step < load.length; step++) {
    for (let node = services.length - 1; node >= 0; node--) {
      const { ownMs, utilization, errorRatio, noise, calls } = services[node];
      const row = table[node];
      const active =
        fault && fault.service === node && step >= fault.from
          ? fault
          : undefined;
      const mean = entryRequests * reach[node] * load[step];
      const requests = Math.max(
        0,
        Math.round(mean + Math.sqrt(mean) * gaussianOf(random)),
      );
      const busy = Math.min(
        0.95,
        (utilization * requests * load[step]) / (mean + 1),
      );
      let latency =
        ((ownMs * (1 - utilization)) / (1 - busy)) *
        Math.exp(noise * gaussianOf(random));
      let works = 1 - errorRatio;
      if (active?.kind === 'failing') works -= active.strength;
      else if (active) latency += ownMs * active.strength;
      for (const { callee, perRequest } of calls) {
        latency += perRequest * table[callee].latency[step];
        works *= 1 - Math.min(1, perRequest) * failing[callee];
      }
      failing[node] = 1 - works;
      const failed = Math.min(
        requests,
        poissonOf(random, requests * failing[node]),
      );
      row.latency[step] = requests > 0 ? latency : NaN;
      row.requests[step] = requests;
      row.availability[step] = requests > 0 ? 1 - failed / requests : NaN;
      row.cpu[step] =
        active?.kind === 'saturated' ? 0.97 : busy + 0.02 * gaussianOf(random);
    }
  }
  return table;
}

/**
 * Calls that one request at a service causes at every other.
 *
 * - Shape: one number per service.
 * - Unit: calls.
 * - Invalid input: callees must have higher positions than their callers.
 * - Errors: none.
 * - Cost: O(calls).
 * - Source: none needed.
 */
export function callsReaching(
  services: readonly GeneratedService[],
  start: number,
): Float64Array {
  const calls = new Float64Array(services.length);
  calls[start] = 1;
  services.forEach((service, caller) => {
    for (const { callee, perRequest } of service.calls) {
      calls[callee] += calls[caller] * perRequest;
    }
  });
  return calls;
}

/** Knuth's product below 30, the normal approximation above. */
function poissonOf(random: () => number, mean: number): number {
  if (mean > 30) {
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussianOf(random)));
  }
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; product *= random()) count++;
  return count;
}
