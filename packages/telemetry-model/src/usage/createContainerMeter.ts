import { busynessOf } from '../noise/busynessOf';
import { createTimeWarp } from '../noise/createTimeWarp';
import { fractionOf } from '../noise/hash';
import type { Runtime } from '../world/WorldService';
import {
  spanAt,
  type ContainerRun,
  type WorldContainer,
  type WorldPod,
} from '../world/WorldPod';
import { containerMemoryBytes } from './containerMemoryBytes';
import type { ServiceActivity, ServiceInstant } from './createServiceActivity';
import { createReadyTotal } from './createReadyTotal';
import { podWeightOf } from './podWeightOf';

/** What a container without requests is thought to need. */
const DEFAULT_CORES = 0.05;
const DEFAULT_BYTES = 64 * 1_048_576;
/** The kernel looks at CPU limits ten times a second. */
const PERIODS_PER_SECOND = 10;
/** The heaviest pod: what keeps its siblings and itself below the limit. */
const MAX_WEIGHT = 1.1;
/** Starting a process costs CPU for so long. */
const WARM_UP_SECONDS = 25;

/** The counters and gauges of one container. All counters start at 0 with each run; undefined while it does not run. */
export interface ContainerMeter {
  readonly pod: WorldPod;
  readonly container: WorldContainer;
  /** What the container would use at its usual load, in cores. */
  readonly usualCores: number;
  runAt(timeMs: number): ContainerRun | undefined;
  /** Prepares for questions up to a moment; call it before the questions below. */
  reach(untilMs: number): void;
  /** CPU seconds of the run. */
  cpuSeconds(run: ContainerRun, timeMs: number): number;
  /** Throttling periods of the run in which it could run; 0 without a limit. */
  cpuPeriods(run: ContainerRun, timeMs: number): number;
  /** Those in which it was stopped by its limit. */
  throttledPeriods(run: ContainerRun, timeMs: number): number;
  /** Requests that the run served. */
  requests(run: ContainerRun, timeMs: number): number;
  memoryBytes(run: ContainerRun, timeMs: number): number;
}

/**
 * Measures a container: it idles from the start of each run and works while its pod is ready, in proportion to the
 * load that reaches it, up to its CPU limit. Without an activity it works steadily. Counters never fall within a run.
 * The rate of its noise follows the pod. Throws nothing. O(ready intervals) per question, usually one.
 */
export function createContainerMeter(options: {
  readonly pod: WorldPod;
  readonly container: WorldContainer;
  readonly runtime: Runtime;
  readonly activity: ServiceActivity | undefined;
  /** What its service sized it for; its request when missing. */
  readonly sizedCpuCores?: number;
}): ContainerMeter {
  const { pod, container, activity } = options;
  const key = `${pod.uid}/${container.name}`;
  const service =
    pod.service ?? `${pod.namespace}/${pod.ownerName ?? pod.name}`;
  const warp = createTimeWarp(key);
  const weight = podWeightOf(pod);
  const level = 0.3 + 0.3 * busynessOf(service, container.name);
  const release = 0.92 + 0.16 * fractionOf(`${service}/${pod.version}/cpu`);
  const sizedCores =
    options.sizedCpuCores ?? container.cpuRequestCores ?? DEFAULT_CORES;
  const usualCores = container.ownCpuCores ?? sizedCores * level * release;
  const idle = 0.08 + 0.14 * fractionOf(`${service}/${container.name}/idle`);
  const limit = container.cpuLimitCores;
  const cap = limit === undefined ? Infinity : limit / usualCores / MAX_WEIGHT;
  const name = `${container.name}/${idle}/${cap}`;
  const memory = containerMemoryBytes({
    key,
    service,
    version: pod.version,
    runtime: options.runtime,
    requestBytes: container.memoryRequestBytes ?? DEFAULT_BYTES,
    limitBytes: container.memoryLimitBytes,
    runs: container.runs,
  });
  /** An idle process, or one that works by itself at a steady pace. */
  const steady = Math.min(cap, activity ? idle : 1);
  const warmUpSeconds = cap > 1.5 ? 0.3 * WARM_UP_SECONDS : 0;
  const warmUp = (elapsed: number) =>
    elapsed > 20 * WARM_UP_SECONDS
      ? warmUpSeconds
      : warmUpSeconds * (1 - Math.exp(-elapsed / WARM_UP_SECONDS));
  const demand = (instant: ServiceInstant) =>
    idle + (1 - idle) * instant.busy * instant.cpu;
  const work = createReadyTotal(pod.ready, warp);
  const throttled = createReadyTotal(pod.ready, warp);
  const served = createReadyTotal(pod.ready, warp);

  let started:
    | { readonly run: ContainerRun; readonly atMs: number }
    | undefined;

  /** Warped seconds since the start of the run. */
  function seconds(run: ContainerRun, warpedMs: number): number {
    if (started?.run !== run) started = { run, atMs: warp(run.fromMs) };
    return Math.max(0, warpedMs - started.atMs) / 1_000;
  }

  return {
    pod,
    container,
    usualCores,
    runAt: timeMs => spanAt(container.runs, timeMs),
    reach: untilMs => {
      if (!activity) return;
      work.follow(
        activity.curve(`cpu/${name}`, untilMs, instant =>
          Math.max(0, Math.min(cap, demand(instant)) - idle),
        ),
      );
      served.follow(
        activity.curve(
          'requests',
          untilMs,
          instant => instant.load / instant.weight,
        ),
      );
      if (cap === Infinity) return;
      throttled.follow(
        activity.curve(`throttled/${name}`, untilMs, instant => {
          const pressure = demand(instant) / cap;
          return (
            PERIODS_PER_SECOND *
            activeShare(instant.busy) *
            throttledShare(pressure)
          );
        }),
      );
    },
    cpuSeconds: (run, timeMs) => {
      const warpedMs = warp(timeMs);
      const elapsed = seconds(run, warpedMs);
      const worked = work.upTo(run, timeMs, warpedMs);
      return (
        usualCores * weight * (steady * elapsed + worked + warmUp(elapsed))
      );
    },
    cpuPeriods: (run, timeMs) =>
      cap === Infinity
        ? 0
        : Math.floor(PERIODS_PER_SECOND * seconds(run, warp(timeMs))),
    throttledPeriods: (run, timeMs) =>
      Math.floor(0.999 * throttled.upTo(run, timeMs, warp(timeMs))),
    requests: (run, timeMs) => weight * served.upTo(run, timeMs, warp(timeMs)),
    memoryBytes: memory,
  };
}

/** The share of periods in which a process wants to run at all. */
function activeShare(busy: number): number {
  return Math.min(0.95, 0.3 + 0.4 * busy);
}

/** Bursts within a period hit the limit long before the mean does. */
function throttledShare(pressure: number): number {
  const x = Math.min(1, Math.max(0, (pressure - 0.55) / 0.6));
  return x * x * (3 - 2 * x);
}
