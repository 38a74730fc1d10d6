import { createCurve, type Curve } from '../curve/Curve';
import type { Traffic } from '../traffic/createTraffic';
import { SERVICE_FIELDS, serviceSlot } from '../traffic/TrafficState';
import type { WorldPod } from '../world/WorldPod';
import { podWeightOf } from './podWeightOf';

/** A service at a moment, as its pods feel it. */
export interface ServiceInstant {
  /** Requests a second that reach the service. */
  load: number;
  errors: number;
  latencyMs: number;
  utilization: number;
  /** CPU for each request, 1 when nothing is wrong. */
  cpu: number;
  /** Weight of the ready pods together; that of the pods it is sized for while none is ready. */
  weight: number;
  /** Load of a pod of weight 1 over its usual mean load. */
  busy: number;
}

/** What the pods of a service do, for each unit of pod weight. */
export interface ServiceActivity {
  /**
   * The curve of a rate that depends on the service's state, valid at least until `untilMs`; made once per name, so
   * that a name must always mean the same rate.
   */
  curve(
    name: string,
    untilMs: number,
    rateOf: (instant: ServiceInstant) => number,
  ): Curve;
}

/** Warped time runs ahead by less than this. */
const MARGIN_MS = 60_000;

/**
 * Shares the load of a service (by position) among its ready pods: knots are those of the traffic and both sides of
 * every moment at which a pod became ready or ceased to be. Curves are the same whatever was asked before. Throws
 * nothing. A curve costs O(knots + pods), about 0.2 ms for two weeks.
 */
export function createServiceActivity(
  traffic: Traffic,
  position: number,
  pods: readonly WorldPod[],
): ServiceActivity {
  const usualWeight = Math.max(1, traffic.graph.services[position].replicas);
  const usualLoad = Math.max(1e-9, traffic.meanLoad[position] / usualWeight);
  const changes = changesOf(pods);
  let horizonMs = -Infinity;
  let instants: readonly Float64Array[] = [];
  let timesMs = new Float64Array();
  let weights = new Float64Array();
  const curves = new Map<string, Curve>();

  function reach(untilMs: number): void {
    horizonMs = traffic.timeline.alignedEnd(untilMs + MARGIN_MS);
    curves.clear();
    timesMs = mergedTimes(traffic.timeline.knotsUntil(horizonMs), changes);
    weights = weightsAt(timesMs, changes, usualWeight);
    instants = SERVICE_FIELDS.map(field =>
      traffic.timeline.read(serviceSlot(position, field), timesMs),
    );
  }

  return {
    curve: (name, untilMs, rateOf) => {
      if (untilMs + MARGIN_MS > horizonMs) reach(untilMs);
      const known = curves.get(name);
      if (known) return known;
      const [load, errors, latencyMs, utilization, cpu] = instants;
      const rates = timesMs.map((_, knot) =>
        rateOf({
          load: load[knot],
          errors: errors[knot],
          latencyMs: latencyMs[knot],
          utilization: utilization[knot],
          cpu: cpu[knot],
          weight: weights[knot],
          busy: load[knot] / weights[knot] / usualLoad,
        }),
      );
      const curve = createCurve(timesMs, rates);
      curves.set(name, curve);
      return curve;
    },
  };
}

interface WeightChange {
  readonly atMs: number;
  readonly by: number;
}

function changesOf(pods: readonly WorldPod[]): readonly WeightChange[] {
  return pods
    .flatMap(pod => {
      const by = podWeightOf(pod);
      return pod.ready.flatMap(({ fromMs, toMs }) => [
        { atMs: fromMs, by },
        ...(toMs === undefined ? [] : [{ atMs: toMs, by: -by }]),
      ]);
    })
    .sort((a, b) => a.atMs - b.atMs);
}

/** Knots, and each change with the millisecond before it, ascending without repetition. */
function mergedTimes(
  knotsMs: Float64Array,
  changes: readonly WeightChange[],
): Float64Array {
  const first = knotsMs[0];
  const last = knotsMs[knotsMs.length - 1];
  const extra: number[] = [];
  for (const { atMs } of changes) {
    if (atMs - 1 > first && atMs < last) extra.push(atMs - 1, atMs);
  }
  if (extra.length === 0) return knotsMs;
  const all = new Float64Array(knotsMs.length + extra.length);
  all.set(knotsMs);
  all.set(extra, knotsMs.length);
  all.sort();
  let kept = 1;
  for (let place = 1; place < all.length; place++) {
    if (all[place] > all[kept - 1]) all[kept++] = all[place];
  }
  return all.subarray(0, kept);
}

function weightsAt(
  timesMs: Float64Array,
  changes: readonly WeightChange[],
  usualWeight: number,
): Float64Array {
  let weight = 0;
  let next = 0;
  return timesMs.map(timeMs => {
    while (next < changes.length && changes[next].atMs <= timeMs) {
      weight += changes[next++].by;
    }
    // Rounding leaves a trace where the last pod went.
    return weight > 1e-6 ? weight : usualWeight;
  });
}
