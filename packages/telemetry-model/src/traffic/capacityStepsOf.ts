import type { WorldPod } from '../world/WorldPod';
import type { WorldService } from '../world/WorldService';

/** From then on a service had this share of the replicas it is sized for; 0: nobody answers. */
export interface CapacityStep {
  readonly atMs: number;
  readonly ratio: number;
}

/** Steps of each service by position, oldest first; 1 before the first. */
export type CapacityPlan = readonly (readonly CapacityStep[])[];

/** Replicas that are gone for less are not missed: connections are tried again, queues wait. */
const WINDOW_MS = 15_000;
/** A pod's status names the second in which it became ready, which has begun already. */
const LAG_MS = 1_000;

/**
 * How many of a service's pods served, over time, compared with what it is sized for: the most of every quarter of a
 * minute, which counts in the next one, so that a rolling replacement changes nothing and all services change at the
 * same few moments. What follows a moment does not alter the steps before it. Nothing is known of the time before all
 * were there or one went, unless the service began later (`sinceMs`). Throws nothing. O(n log n) in ready intervals.
 */
export function capacityStepsOf(
  service: Pick<WorldService, 'kind' | 'replicas' | 'sinceMs'>,
  pods: readonly WorldPod[],
): readonly CapacityStep[] {
  if (service.kind === 'External' || service.kind === 'DaemonSet') return [];
  const changes = changesOf(pods);
  const { sinceMs } = service;
  const steps: CapacityStep[] = [];
  const replicas = Math.max(1, service.replicas);
  let isKnown = sinceMs !== undefined;
  let before = 0;
  const add = (atMs: number, ready: number) => {
    isKnown ||= ready >= replicas || ready < before;
    before = ready;
    const ratio = ready / replicas;
    if (isKnown && ratio !== (steps[steps.length - 1]?.ratio ?? 1))
      steps.push({ atMs, ratio });
  };
  if (sinceMs !== undefined) add(sinceMs, 0);
  let next = 0;
  let ready = 0;
  for (const atMs of momentsOf(changes)) {
    const fromMs = atMs - LAG_MS - WINDOW_MS;
    while (next < changes.length && changes[next].atMs <= fromMs)
      ready += changes[next++].by;
    let most = ready;
    let level = ready;
    for (
      let place = next;
      place < changes.length && changes[place].atMs <= fromMs + WINDOW_MS;
      place++
    ) {
      level += changes[place].by;
      // Who comes in the moment in which another one goes takes its place.
      if (changes[place + 1]?.atMs !== changes[place].atMs)
        most = Math.max(most, level);
    }
    if (atMs > (sinceMs ?? -Infinity)) add(atMs, most);
  }
  return steps;
}

/** Before this the plans say the same; Infinity when they always do. O(services) for plans that share their steps. */
export function firstDifferenceMs(
  first: CapacityPlan,
  second: CapacityPlan,
): number {
  let atMs = Infinity;
  for (let position = 0; position < first.length; position++) {
    const a = first[position];
    const b = second[position];
    if (a === b) continue;
    for (let place = 0; place < Math.max(a.length, b.length); place++) {
      const one = a[place];
      const other = b[place];
      if (one?.atMs === other?.atMs && one?.ratio === other?.ratio) continue;
      atMs = Math.min(atMs, one?.atMs ?? Infinity, other?.atMs ?? Infinity);
      break;
    }
  }
  return atMs;
}

interface ReadyChange {
  readonly atMs: number;
  readonly by: number;
}

function changesOf(pods: readonly WorldPod[]): readonly ReadyChange[] {
  return pods
    .flatMap(({ ready }) =>
      ready.flatMap(({ fromMs, toMs }) => [
        { atMs: fromMs, by: 1 },
        ...(toMs === undefined ? [] : [{ atMs: toMs, by: -1 }]),
      ]),
    )
    .sort((a, b) => a.atMs - b.atMs);
}

/** When a change begins to count, and when it counts alone. */
function momentsOf(changes: readonly ReadyChange[]): readonly number[] {
  const moments: number[] = [];
  for (const { atMs } of changes) {
    const soonMs = Math.ceil(atMs / WINDOW_MS) * WINDOW_MS + LAG_MS;
    const last = moments[moments.length - 1] ?? -Infinity;
    if (soonMs > last) moments.push(soonMs, soonMs + WINDOW_MS);
    else if (soonMs === last) moments.push(soonMs + WINDOW_MS);
  }
  return moments;
}
