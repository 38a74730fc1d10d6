/** A generated service: its callees with the calls it makes to each per request it answers, and its character. */
export interface GeneratedService {
  readonly id: string;
  readonly calls: readonly GeneratedCall[];
  /** Time of its own per request at usual load. */
  readonly ownMs: number;
  /** Busy share at usual load; with more load its own time grows as in a queue. */
  readonly utilization: number;
  readonly errorRatio: number;
  /** Relative noise of its own time from step to step. */
  readonly noise: number;
}

/** Calls to another service, by position. */
export interface GeneratedCall {
  readonly callee: number;
  readonly perRequest: number;
}

/**
 * A random layered call graph without cycles: service 0 is the entry, every other has one to three callers among those before it.
 *
 * - Shape: callees always have a higher position than their callers.
 * - Unit: ms, shares.
 * - Invalid input: `count` below 2 gives a single service.
 * - Errors: none.
 * - Cost: O(count).
 * - Source: shape (few callers, shallow, shared back ends) as in Luo et al. 2021, "Characterizing microservice dependency and
 *   performance: Alibaba trace analysis".
 */
export function generateTopology(
  random: () => number,
  count: number,
): readonly GeneratedService[] {
  const calls: GeneratedCall[][] = [[]];
  for (let callee = 1; callee < count; callee++) {
    calls.push([]);
    const callerCount = 1 + Number(random() < 0.3) + Number(random() < 0.1);
    const nearest = Math.max(0, Math.floor(callee / 3) - 5);
    const callers = new Set<number>();
    for (let i = 0; i < callerCount; i++) {
      callers.add(nearest + Math.floor(random() * (callee - nearest)));
    }
    for (const caller of callers) {
      const perRequest = random() < 0.15 ? 2 : 0.2 + 0.8 * random();
      calls[caller].push({ callee, perRequest });
    }
  }
  return calls.map((each, position) => ({
    id: `service-${position}`,
    calls: each,
    ownMs: 2 * 40 ** random(),
    utilization: 0.1 + 0.3 * random(),
    errorRatio: 0.0005 * random(),
    noise: 0.03 + 0.12 * random(),
  }));
}
