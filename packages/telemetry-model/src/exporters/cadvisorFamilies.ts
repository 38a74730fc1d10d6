import { fractionOf } from '../noise/hash';
import type { Labels, Series } from '../series/Series';
import type { ContainerMeter } from '../usage/createContainerMeter';
import type { NodeMeter } from '../usage/createNodeMeter';
import type { ContainerRun } from '../world/WorldPod';
import { cgroupLabels } from './cgroupLabels';
import { CONTAINER_NETWORK_FAMILIES } from './containerNetworkFamilies';
import type { Family } from './defineFamilies';
import { kubeletTarget } from './scrapeTargets';

type Reading = (
  meter: ContainerMeter,
  run: ContainerRun,
  timeMs: number,
) => number;

/** A family of one series for each container, which exists while the container runs and its node can be scraped. */
function containerFamily(
  type: 'counter' | 'gauge',
  name: string,
  help: string,
  reading: Reading,
  applies: (meter: ContainerMeter) => boolean = () => true,
): Family {
  return {
    type,
    name,
    help,
    series: context =>
      context.meters().flatMap(meter => {
        const node = context.nodeOf(meter.pod.node);
        if (!node || !applies(meter)) return [];
        const sample = sampleRuns(meter, node, context.world.startMs, reading);
        return [{ name, labels: labelsOf(meter, node), sample }];
      }),
  };
}

function labelsOf({ pod, container }: ContainerMeter, node: NodeMeter): Labels {
  return {
    ...kubeletTarget(node, '/metrics/cadvisor'),
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    image: container.image,
    ...cgroupLabels(pod.uid, container.name),
  };
}

/** Goes from run to run, not from moment to moment: a day of scrapes of a fleet is millions of moments. */
function sampleRuns(
  meter: ContainerMeter,
  node: NodeMeter,
  startMs: number,
  reading: Reading,
): Series['sample'] {
  return timesMs => {
    const values = new Float64Array(timesMs.length).fill(NaN);
    if (timesMs.length > 0) meter.reach(timesMs[timesMs.length - 1]);
    let place = 0;
    for (const run of meter.container.runs) {
      const fromMs = Math.max(run.fromMs, startMs);
      const toMs = run.toMs ?? Infinity;
      while (place < timesMs.length && timesMs[place] < fromMs) place++;
      for (; place < timesMs.length && timesMs[place] < toMs; place++) {
        const timeMs = timesMs[place];
        if (node.isUp(timeMs)) values[place] = reading(meter, run, timeMs);
      }
    }
    return values;
  };
}

/** What cAdvisor in the kubelet tells of containers and pods. */
export const CADVISOR_FAMILIES: readonly Family[] = [
  containerFamily(
    'counter',
    'container_cpu_usage_seconds_total',
    'Cumulative cpu time consumed in seconds.',
    (meter, run, timeMs) => meter.cpuSeconds(run, timeMs),
  ),
  containerFamily(
    'counter',
    'container_cpu_cfs_periods_total',
    'Number of elapsed enforcement period intervals.',

    (meter, run, timeMs) => meter.cpuPeriods(run, timeMs),
    hasCpuLimit,
  ),
  containerFamily(
    'counter',
    'container_cpu_cfs_throttled_periods_total',
    'Number of throttled period intervals.',

    (meter, run, timeMs) => meter.throttledPeriods(run, timeMs),
    hasCpuLimit,
  ),
  containerFamily(
    'counter',
    'container_cpu_cfs_throttled_seconds_total',
    'Total time duration the container has been throttled.',

    (meter, run, timeMs) => meter.throttledPeriods(run, timeMs) * 0.043,
    hasCpuLimit,
  ),
  containerFamily(
    'gauge',
    'container_memory_working_set_bytes',
    'Current working set in bytes.',
    (meter, run, timeMs) => meter.memoryBytes(run, timeMs),
  ),
  containerFamily(
    'gauge',
    'container_memory_rss',
    'Size of RSS in bytes.',
    (meter, run, timeMs) => Math.round(meter.memoryBytes(run, timeMs) * 0.86),
  ),
  containerFamily(
    'gauge',
    'container_memory_usage_bytes',
    'Current memory usage in bytes, including all memory regardless of when it was accessed.',
    (meter, run, timeMs) => Math.round(meter.memoryBytes(run, timeMs) * 1.12),
  ),
  containerFamily(
    'gauge',
    'container_spec_memory_limit_bytes',
    'Memory limit for the container.',
    meter => meter.container.memoryLimitBytes ?? 0,
  ),
  containerFamily(
    'gauge',
    'container_spec_cpu_quota',
    'CPU quota of the container.',

    meter => Math.round((meter.container.cpuLimitCores ?? 0) * 100_000),
    hasCpuLimit,
  ),
  containerFamily(
    'gauge',
    'container_start_time_seconds',
    'Start time of the container since unix epoch in seconds.',
    (_meter, run) => Math.floor(run.fromMs / 1_000),
  ),
  containerFamily(
    'counter',
    'container_oom_events_total',
    'Count of out of memory events observed for the container',
    (meter, _run, timeMs) =>
      meter.container.runs.reduce(
        (kills, each) =>
          kills +
          (each.reason === 'OOMKilled' && (each.toMs ?? Infinity) <= timeMs
            ? 1
            : 0),
        0,
      ),
  ),
  containerFamily(
    'counter',
    'container_fs_reads_bytes_total',
    'Cumulative count of bytes read',
    (meter, run, timeMs) =>
      Math.floor(
        meter.requests(run, timeMs) * diskBytes(meter, 'read') + 18_000_000,
      ),
  ),
  containerFamily(
    'counter',
    'container_fs_writes_bytes_total',
    'Cumulative count of bytes written',
    (meter, run, timeMs) =>
      Math.floor(
        meter.requests(run, timeMs) * diskBytes(meter, 'write') + 120_000,
      ),
  ),
  ...CONTAINER_NETWORK_FAMILIES,
];

function hasCpuLimit(meter: ContainerMeter): boolean {
  return meter.container.cpuLimitCores !== undefined;
}

/** Stores write what they are sent, others hardly touch the disk. */
function diskBytes(meter: ContainerMeter, what: string): number {
  const share = 0.5 + fractionOf(`${meter.pod.service}/disk/${what}`);
  return meter.pod.claims.length > 0 ? 9_000 * share : 40 * share;
}
