import type { Curve } from '../curve/Curve';
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
}): ContainerMeter {
  const { pod, container, activity } = options;
  const key = `${pod.uid}/${container.name}`;
  const service =
    pod.service ?? `${pod.namespace}/${pod.ownerName ?? pod.name}`;
  const warp = createTimeWarp(key);
  const weight = podWeightOf(pod);
  const level = 0.3 + 0.3 * fractionOf(`${service}/${container.name}/level`);
  const release = 0.92 + 0.16 * fractionOf(`${service}/${pod.version}/cpu`);
  const usualCores =
    (container.cpuRequestCores ?? DEFAULT_CORES) * level * release;
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
  const demand = (instant: ServiceInstant) =>
    idle + (1 - idle) * instant.busy * instant.cpu;
  let work: Curve | undefined;
  let throttled: Curve | undefined;
  let served: Curve | undefined;

  /** What a curve adds up to while the pod was ready in this run. */
  function whileReady(
    curve: Curve | undefined,
    run: ContainerRun,
    timeMs: number,
  ): number {
    if (!curve) return 0;
    let sum = 0;
    for (const { fromMs, toMs } of pod.ready) {
      const from = Math.max(fromMs, run.fromMs);
      const to = Math.min(timeMs, toMs ?? timeMs);
      if (to > from) sum += curve.totalAt(warp(to)) - curve.totalAt(warp(from));
    }
    return sum;
  }

  function seconds(run: ContainerRun, timeMs: number): number {
    return Math.max(0, warp(timeMs) - warp(run.fromMs)) / 1_000;
  }

  return {
    pod,
    container,
    usualCores,
    runAt: timeMs => spanAt(container.runs, timeMs),
    reach: untilMs => {
      if (!activity) return;
      work = activity.curve(`cpu/${name}`, untilMs, instant =>
        Math.max(0, Math.min(cap, demand(instant)) - idle),
      );
      served = activity.curve(
        'requests',
        untilMs,
        instant => instant.load / instant.weight,
      );
      throttled =
        cap === Infinity
          ? undefined
          : activity.curve(`throttled/${name}`, untilMs, instant => {
              const pressure = demand(instant) / cap;
              return (
                PERIODS_PER_SECOND *
                activeShare(instant.busy) *
                throttledShare(pressure)
              );
            });
    },
    cpuSeconds: (run, timeMs) => {
      const elapsed = seconds(run, timeMs);
      const steady = activity ? Math.min(cap, idle) : Math.min(cap, 1);
      const started =
        Math.min(0.6, cap) *
        0.5 *
        WARM_UP_SECONDS *
        (1 - Math.exp(-elapsed / WARM_UP_SECONDS));
      return (
        usualCores *
        weight *
        (steady * elapsed +
          whileReady(work, run, timeMs) +
          (cap > 1.5 ? started : 0))
      );
    },
    cpuPeriods: (run, timeMs) =>
      cap === Infinity
        ? 0
        : Math.floor(PERIODS_PER_SECOND * seconds(run, timeMs)),
    throttledPeriods: (run, timeMs) =>
      Math.floor(0.999 * whileReady(throttled, run, timeMs)),
    requests: (run, timeMs) => weight * whileReady(served, run, timeMs),
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
