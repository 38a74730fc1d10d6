import { fractionOf, hashText } from '../noise/hash';
import type { Labels } from '../series/Series';
import type { TelemetryContext } from '../series/TelemetryContext';
import type { ContainerMeter } from '../usage/createContainerMeter';
import type { ContainerRun, WorldPod } from '../world/WorldPod';
import { defineFamily, type Family, type SeriesPlan } from './defineFamilies';
import { kubeletTarget } from './scrapeTargets';

type Reading = (
  meter: ContainerMeter,
  run: ContainerRun,
  timeMs: number,
) => number;

const NETWORKS = 'eth0';

function labelsOf(
  context: TelemetryContext,
  meter: ContainerMeter,
): Labels | undefined {
  const node = context.nodeOf(meter.pod.node);
  if (!node) return undefined;
  const { pod, container } = meter;
  const id = containerId(`${pod.uid}/${container.name}`);
  return {
    ...kubeletTarget(node, '/metrics/cadvisor'),
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    image: container.image,
    id: `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${pod.uid.replace(
      /-/g,
      '_',
    )}.slice/cri-containerd-${id}.scope`,
    name: id,
  };
}

function containerPlans(
  reading: Reading,
  applies: (meter: ContainerMeter) => boolean = () => true,
): (context: TelemetryContext) => readonly SeriesPlan[] {
  return context =>
    context.meters().flatMap(meter => {
      const labels = applies(meter) ? labelsOf(context, meter) : undefined;
      const node = context.nodeOf(meter.pod.node);
      if (!labels || !node) return [];
      return [
        {
          labels,
          prepare: meter.reach,
          valueAt: timeMs => {
            const run =
              timeMs < context.world.startMs ? undefined : meter.runAt(timeMs);
            return run && node.isUp(timeMs) ? reading(meter, run, timeMs) : NaN;
          },
        },
      ];
    });
}

/** Network counters belong to the pod's sandbox: no container, one interface, they outlive restarts. */
function networkPlans(
  reading: (requests: number, seconds: number, traffic: PodTraffic) => number,
): (context: TelemetryContext) => readonly SeriesPlan[] {
  return context =>
    context.meters().flatMap(meter => {
      const { pod } = meter;
      const node = context.nodeOf(pod.node);
      if (!node || meter.container !== pod.containers[0] || pod.usesHostNetwork)
        return [];
      const [first] = meter.container.runs;
      if (!first) return [];
      const sandbox = { fromMs: first.fromMs, toMs: pod.deletedAtMs };
      const traffic = podTrafficOf(pod);
      const id = containerId(`${pod.uid}/sandbox`);
      return [
        {
          labels: {
            ...kubeletTarget(node, '/metrics/cadvisor'),
            namespace: pod.namespace,
            pod: pod.name,
            interface: NETWORKS,
            image: 'registry.k8s.io/pause:3.10',
            id: `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${pod.uid.replace(
              /-/g,
              '_',
            )}.slice/cri-containerd-${id}.scope`,
            name: id,
          },
          prepare: meter.reach,
          valueAt: (timeMs: number) => {
            const exists =
              timeMs >= Math.max(sandbox.fromMs, context.world.startMs) &&
              (sandbox.toMs === undefined || timeMs < sandbox.toMs) &&
              node.isUp(timeMs);
            return exists
              ? Math.floor(
                  reading(
                    meter.requests(sandbox, timeMs),
                    (timeMs - sandbox.fromMs) / 1_000,
                    traffic,
                  ),
                )
              : NaN;
          },
        },
      ];
    });
}

/** What a request and its answer weigh, and how often packets are lost: its own for each service. */
interface PodTraffic {
  readonly requestBytes: number;
  readonly answerBytes: number;
  readonly dropShare: number;
}

function podTrafficOf(pod: WorldPod): PodTraffic {
  const vary = (what: string) => fractionOf(`${pod.service}/${what}`);
  return {
    requestBytes: 700 + 2_600 * vary('request-bytes'),
    answerBytes: 1_500 + 22_000 * vary('answer-bytes') ** 2,
    dropShare: vary('drops'),
  };
}

/** What cAdvisor in the kubelet tells of containers and pods. */
export const CADVISOR_FAMILIES: readonly Family[] = [
  defineFamily(
    'counter',
    'container_cpu_usage_seconds_total',
    'Cumulative cpu time consumed in seconds.',
    containerPlans((meter, run, timeMs) => meter.cpuSeconds(run, timeMs)),
  ),
  defineFamily(
    'counter',
    'container_cpu_cfs_periods_total',
    'Number of elapsed enforcement period intervals.',
    containerPlans(
      (meter, run, timeMs) => meter.cpuPeriods(run, timeMs),
      hasCpuLimit,
    ),
  ),
  defineFamily(
    'counter',
    'container_cpu_cfs_throttled_periods_total',
    'Number of throttled period intervals.',
    containerPlans(
      (meter, run, timeMs) => meter.throttledPeriods(run, timeMs),
      hasCpuLimit,
    ),
  ),
  defineFamily(
    'counter',
    'container_cpu_cfs_throttled_seconds_total',
    'Total time duration the container has been throttled.',
    containerPlans(
      (meter, run, timeMs) => meter.throttledPeriods(run, timeMs) * 0.043,
      hasCpuLimit,
    ),
  ),
  defineFamily(
    'gauge',
    'container_memory_working_set_bytes',
    'Current working set in bytes.',
    containerPlans((meter, run, timeMs) => meter.memoryBytes(run, timeMs)),
  ),
  defineFamily(
    'gauge',
    'container_memory_rss',
    'Size of RSS in bytes.',
    containerPlans((meter, run, timeMs) =>
      Math.round(meter.memoryBytes(run, timeMs) * 0.86),
    ),
  ),
  defineFamily(
    'gauge',
    'container_memory_usage_bytes',
    'Current memory usage in bytes, including all memory regardless of when it was accessed.',
    containerPlans((meter, run, timeMs) =>
      Math.round(meter.memoryBytes(run, timeMs) * 1.12),
    ),
  ),
  defineFamily(
    'gauge',
    'container_spec_memory_limit_bytes',
    'Memory limit for the container.',
    containerPlans(meter => meter.container.memoryLimitBytes ?? 0),
  ),
  defineFamily(
    'gauge',
    'container_spec_cpu_quota',
    'CPU quota of the container.',
    containerPlans(
      meter => Math.round((meter.container.cpuLimitCores ?? 0) * 100_000),
      hasCpuLimit,
    ),
  ),
  defineFamily(
    'gauge',
    'container_start_time_seconds',
    'Start time of the container since unix epoch in seconds.',
    containerPlans((_meter, run) => Math.floor(run.fromMs / 1_000)),
  ),
  defineFamily(
    'counter',
    'container_oom_events_total',
    'Count of out of memory events observed for the container',
    containerPlans((meter, _run, timeMs) =>
      meter.container.runs.reduce(
        (kills, each) =>
          kills +
          (each.reason === 'OOMKilled' && (each.toMs ?? Infinity) <= timeMs
            ? 1
            : 0),
        0,
      ),
    ),
  ),
  defineFamily(
    'counter',
    'container_fs_reads_bytes_total',
    'Cumulative count of bytes read',
    containerPlans((meter, run, timeMs) =>
      Math.floor(
        meter.requests(run, timeMs) * diskBytes(meter, 'read') + 18_000_000,
      ),
    ),
  ),
  defineFamily(
    'counter',
    'container_fs_writes_bytes_total',
    'Cumulative count of bytes written',
    containerPlans((meter, run, timeMs) =>
      Math.floor(
        meter.requests(run, timeMs) * diskBytes(meter, 'write') + 120_000,
      ),
    ),
  ),
  defineFamily(
    'counter',
    'container_network_receive_bytes_total',
    'Cumulative count of bytes received',
    networkPlans(
      (requests, seconds, traffic) =>
        requests * traffic.requestBytes + seconds * 90,
    ),
  ),
  defineFamily(
    'counter',
    'container_network_transmit_bytes_total',
    'Cumulative count of bytes transmitted',
    networkPlans(
      (requests, seconds, traffic) =>
        requests * traffic.answerBytes + seconds * 110,
    ),
  ),
  defineFamily(
    'counter',
    'container_network_receive_packets_total',
    'Cumulative count of packets received',
    networkPlans(
      (requests, seconds, traffic) =>
        requests * (2 + traffic.requestBytes / 1_400) + seconds,
    ),
  ),
  defineFamily(
    'counter',
    'container_network_transmit_packets_total',
    'Cumulative count of packets transmitted',
    networkPlans(
      (requests, seconds, traffic) =>
        requests * (2 + traffic.answerBytes / 1_400) + seconds,
    ),
  ),
  defineFamily(
    'counter',
    'container_network_receive_packets_dropped_total',
    'Cumulative count of packets dropped while receiving',
    networkPlans(
      (requests, _seconds, traffic) => requests * 2e-6 * traffic.dropShare,
    ),
  ),
  defineFamily(
    'counter',
    'container_network_transmit_packets_dropped_total',
    'Cumulative count of packets dropped while transmitting',
    networkPlans(
      (requests, _seconds, traffic) => requests * 1e-6 * traffic.dropShare,
    ),
  ),
];

function hasCpuLimit(meter: ContainerMeter): boolean {
  return meter.container.cpuLimitCores !== undefined;
}

/** Stores write what they are sent, others hardly touch the disk. */
function diskBytes(meter: ContainerMeter, what: string): number {
  const share = 0.5 + fractionOf(`${meter.pod.service}/disk/${what}`);
  return meter.pod.claims.length > 0 ? 9_000 * share : 40 * share;
}

function containerId(key: string): string {
  return Array.from({ length: 8 }, (_, part) =>
    hashText(`${key}/${part}`).toString(16).padStart(8, '0'),
  ).join('');
}
