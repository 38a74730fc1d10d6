import type { Incident } from '../incident/Incident';
import { nodesOfIncident } from '../incident/shareOnNodes';
import { incidentCurve } from '../incident/incidentCurve';
import { createTimeWarp } from '../noise/createTimeWarp';
import { fractionOf } from '../noise/hash';
import { spanAt, type ContainerRun } from '../world/WorldPod';
import type { WorldNode } from '../world/WorldNode';
import type { ContainerMeter } from './createContainerMeter';

const MEBIBYTE = 1_048_576;
/** A noisy neighbour takes this share of the cores. */
const NOISY_SHARE = 0.55;

/** What a whole node does. */
export interface NodeMeter {
  readonly node: WorldNode;
  /** Whether its agents can be scraped. */
  isUp(timeMs: number): boolean;
  /** When it booted. */
  readonly bootMs: number;
  /** Busy CPU seconds of all cores since boot, at each of the times (ascending). */
  busySeconds(timesMs: Float64Array): Float64Array;
  memoryBytes(timesMs: Float64Array): Float64Array;
  /** Requests that its pods served, at each of the times. */
  requests(timesMs: Float64Array): Float64Array;
}

/**
 * A node is the sum of the containers that ran on it and its system daemons; a container that is gone leaves its CPU
 * seconds behind. The answer for one array of times is kept as long as the array lives, because dozens of series of a
 * node share it. Throws nothing. O(times × containers) per array.
 */
export function createNodeMeter(
  node: WorldNode,
  metersOf: () => readonly ContainerMeter[],
  incidents: readonly Incident[],
  startMs: number,
): NodeMeter {
  const warp = createTimeWarp(`${node.name}/system`);
  const systemCores = 0.08 + 0.1 * fractionOf(`${node.name}/system`);
  const systemBytes =
    (700 + 500 * fractionOf(`${node.name}/memory`)) * MEBIBYTE;
  const bootMs = Math.max(node.createdAtMs - 90_000, startMs - 30 * 86_400_000);
  const noise = incidents
    .filter(
      incident =>
        incident.kind === 'noisy-neighbour' &&
        // A pod that really exists is measured by itself.
        !incident.isEnacted &&
        nodesOfIncident(incident, { nodes: [node] }).size > 0,
    )
    .map(incident => incidentCurve(incident, NOISY_SHARE * node.cpuCores));

  function summed(
    timesMs: Float64Array,
    base: (timeMs: number) => number,
    of: (meter: ContainerMeter, run: ContainerRun, timeMs: number) => number,
    isCounter: boolean,
  ): Float64Array {
    const sum = timesMs.map(base);
    const lastMs = timesMs[timesMs.length - 1];
    for (const meter of metersOf()) {
      meter.reach(lastMs);
      for (const run of meter.container.runs) {
        if (run.fromMs >= lastMs) break;
        const endMs = Math.min(
          run.toMs ?? Infinity,
          meter.pod.deletedAtMs ?? Infinity,
        );
        let atEnd = NaN;
        for (let place = 0; place < timesMs.length; place++) {
          const timeMs = timesMs[place];
          if (timeMs < run.fromMs) continue;
          if (timeMs < endMs) sum[place] += of(meter, run, timeMs);
          else if (!isCounter) break;
          else {
            if (Number.isNaN(atEnd)) atEnd = of(meter, run, endMs);
            sum[place] += atEnd;
          }
        }
      }
    }
    return sum;
  }

  const busySeconds = keptByTimes(timesMs =>
    summed(
      timesMs,
      timeMs =>
        (systemCores * (warp(timeMs) - warp(bootMs))) / 1_000 +
        noise.reduce((sum, curve) => sum + curve.totalAt(timeMs), 0),
      (meter, run, timeMs) => meter.cpuSeconds(run, timeMs),
      true,
    ),
  );
  const memoryBytes = keptByTimes(timesMs =>
    summed(
      timesMs,
      timeMs => systemBytes + 30 * MEBIBYTE * Math.sin(timeMs / 7_000_000),
      (meter, run, timeMs) => meter.memoryBytes(run, timeMs),
      false,
    ),
  );
  const requests = keptByTimes(timesMs =>
    summed(
      timesMs,
      () => 0,
      (meter, run, timeMs) => meter.requests(run, timeMs),
      true,
    ),
  );
  return {
    node,
    bootMs,
    isUp: timeMs =>
      timeMs >= node.createdAtMs &&
      (node.deletedAtMs === undefined || timeMs < node.deletedAtMs) &&
      spanAt(node.down, timeMs) === undefined,
    busySeconds,
    memoryBytes,
    requests,
  };
}

function keptByTimes(
  compute: (timesMs: Float64Array) => Float64Array,
): (timesMs: Float64Array) => Float64Array {
  const kept = new WeakMap<Float64Array, Float64Array>();
  return timesMs => {
    const known = kept.get(timesMs);
    if (known) return known;
    const values = compute(timesMs);
    kept.set(timesMs, values);
    return values;
  };
}
