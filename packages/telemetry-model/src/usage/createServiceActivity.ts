import type { Curve } from '../curve/Curve';
import {
  commonKnots,
  createCurveShelf,
  type CurveShelf,
} from '../curve/createCurveShelf';
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
/** Two for each size that the containers of its pods had. */
const MAX_CURVES = 60;

/** What is known of a service and outlives changes of its pods and the traffic: it holds up to where they differ. */
export interface ServiceMemory {
  readonly shelf: CurveShelf;
  /** What the rest was read from. */
  source?: { readonly traffic: Traffic; readonly changes: WeightChanges };
  horizonMs: number;
  timesMs: Float64Array;
  instants: readonly Float64Array[];
  weights: Float64Array;
}

/** Nothing is known yet. */
export function createServiceMemory(): ServiceMemory {
  return {
    shelf: createCurveShelf(MAX_CURVES),
    horizonMs: -Infinity,
    timesMs: new Float64Array(),
    instants: SERVICE_FIELDS.map(() => new Float64Array()),
    weights: new Float64Array(),
  };
}

/**
 * Shares the load of a service (by position) among its ready pods: knots are those of the traffic and both sides of
 * every moment at which a pod became ready or ceased to be. Curves are the same whatever was asked before; `memory` may
 * be shared with the same service of other pods and capacities. Throws nothing. A curve costs O(knots + pods), about
 * 0.2 ms for two weeks, then what changed.
 */
export function createServiceActivity(
  traffic: Traffic,
  position: number,
  pods: readonly WorldPod[],
  memory: ServiceMemory = createServiceMemory(),
): ServiceActivity {
  const usualWeight = Math.max(1, traffic.graph.services[position].replicas);
  const usualLoad = Math.max(1e-9, traffic.meanLoad[position] / usualWeight);
  const source = { traffic, changes: changesOf(pods) };

  function reach(untilMs: number): void {
    const before = memory.source;
    const horizonMs = traffic.timeline.alignedEnd(untilMs + MARGIN_MS);
    memory.horizonMs = Math.max(memory.horizonMs, horizonMs);
    const timesMs = mergedTimes(
      traffic.timeline.knotsUntil(memory.horizonMs),
      source.changes,
    );
    const kept = before
      ? commonKnots(
          memory.timesMs,
          timesMs,
          Math.min(
            traffic.firstDifferenceMs(before.traffic),
            firstChangeMs(before.changes, source.changes),
          ),
        )
      : 0;
    const fresh = timesMs.subarray(kept);
    const old = memory.instants;
    memory.instants = SERVICE_FIELDS.map((field, place) => {
      const values = new Float64Array(timesMs.length);
      values.set(old[place].subarray(0, kept));
      const slot = serviceSlot(position, field);
      values.set(traffic.timeline.read(slot, fresh), kept);
      return values;
    });
    memory.weights = weightsAt(timesMs, source.changes, usualWeight);
    memory.timesMs = timesMs;
    memory.source = source;
    memory.shelf.turn(timesMs, kept);
  }

  return {
    curve: (name, untilMs, rateOf) => {
      if (memory.source !== source || untilMs + MARGIN_MS > memory.horizonMs)
        reach(untilMs);
      const [load, errors, latencyMs, utilization, cpu] = memory.instants;
      const { weights } = memory;
      return memory.shelf.curve(name, knot =>
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
    },
  };
}

interface WeightChange {
  readonly atMs: number;
  readonly by: number;
}

type WeightChanges = readonly WeightChange[];

function changesOf(pods: readonly WorldPod[]): WeightChanges {
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

/** Before this the weights are the same. */
function firstChangeMs(first: WeightChanges, second: WeightChanges): number {
  const most = Math.max(first.length, second.length);
  for (let place = 0; place < most; place++) {
    const one = first[place];
    const other = second[place];
    if (one?.atMs !== other?.atMs || one?.by !== other?.by)
      return Math.min(one?.atMs ?? Infinity, other?.atMs ?? Infinity);
  }
  return Infinity;
}

/** Knots, and each change with the millisecond before it, ascending without repetition. */
function mergedTimes(
  knotsMs: Float64Array,
  changes: WeightChanges,
): Float64Array {
  const first = knotsMs[0];
  const last = knotsMs[knotsMs.length - 1];
  const extra: number[] = [];
  for (const { atMs } of changes) {
    if (atMs - 1 > first && atMs < last) extra.push(atMs - 1, atMs);
  }
  if (extra.length === 0) return knotsMs;
  const all = new Float64Array(knotsMs.length + extra.length);
  let kept = 0;
  let next = 0;
  const add = (timeMs: number) => {
    if (kept === 0 || timeMs > all[kept - 1]) all[kept++] = timeMs;
  };
  for (const knotMs of knotsMs) {
    while (next < extra.length && extra[next] <= knotMs) add(extra[next++]);
    add(knotMs);
  }
  return all.subarray(0, kept);
}

function weightsAt(
  timesMs: Float64Array,
  changes: WeightChanges,
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
