import { incidentCurve } from '../incident/incidentCurve';
import { fractionOf } from '../noise/hash';
import { valueNoise } from '../noise/valueNoise';
import type { Labels, Series } from '../series/Series';
import type { TelemetryContext } from '../series/TelemetryContext';
import type { NodeMeter } from '../usage/createNodeMeter';
import type { Family } from './defineFamilies';
import { nodeExporterTarget } from './scrapeTargets';

const MODES: Readonly<Record<string, number>> = {
  user: 0.655,
  system: 0.262,
  softirq: 0.051,
  irq: 0.02,
  nice: 0.008,
  steal: 0.004,
};
/** Waiting for disks, as a share of a core. */
const IOWAIT = 0.004;
const ROOT_BYTES = 107_361_579_008;
const MEBIBYTE = 1_048_576;

type NodeSeries = readonly {
  readonly labels?: Labels;
  readonly sample: Series['sample'];
}[];

/** A family of series of each node, which exist while the node can be scraped. */
function nodeFamily(
  type: 'counter' | 'gauge',
  name: string,
  help: string,
  each: (meter: NodeMeter, context: TelemetryContext) => NodeSeries,
): Family {
  return {
    type,
    name,
    help,
    series: context =>
      context.nodes().flatMap(meter =>
        each(meter, context).map(({ labels, sample }) => ({
          name,
          labels: { ...nodeExporterTarget(meter), ...labels },
          sample: (timesMs: Float64Array) => {
            const values = sample(timesMs);
            return timesMs.map((timeMs, place) =>
              timeMs >= context.world.startMs && meter.isUp(timeMs)
                ? values[place]
                : NaN,
            );
          },
        })),
      ),
  };
}

function cpuSeries(meter: NodeMeter): NodeSeries {
  const cores = meter.node.cpuCores;
  const weights = Array.from(
    { length: cores },
    (_, core) => 1 + 0.05 * (fractionOf(`${meter.node.name}/cpu${core}`) - 0.5),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.flatMap((weight, core) => {
    const share = weight / total;
    const waiting = IOWAIT * (0.5 + fractionOf(`${meter.node.name}/io${core}`));
    const elapsed = (timeMs: number) =>
      Math.max(0, (timeMs - meter.bootMs) / 1_000);
    const busy = Object.entries(MODES).map(([mode, part]) => ({
      labels: { cpu: String(core), mode },
      sample: (timesMs: Float64Array) =>
        meter.busySeconds(timesMs).map(seconds => seconds * share * part),
    }));
    return [
      ...busy,
      {
        labels: { cpu: String(core), mode: 'iowait' },
        sample: (timesMs: Float64Array) =>
          timesMs.map(timeMs => elapsed(timeMs) * waiting),
      },
      {
        labels: { cpu: String(core), mode: 'idle' },
        sample: (timesMs: Float64Array) => {
          const seconds = meter.busySeconds(timesMs);
          return timesMs.map(
            (timeMs, place) =>
              elapsed(timeMs) * (1 - waiting) - seconds[place] * share,
          );
        },
      },
    ];
  });
}

/** Runnable processes, averaged over a window: what was busy in it, and somewhat more when it is crowded. */
function loadSeries(windowMs: number) {
  return (meter: NodeMeter): NodeSeries => [
    {
      sample: timesMs => {
        const now = meter.busySeconds(timesMs);
        const before = meter.busySeconds(
          timesMs.map(timeMs => timeMs - windowMs),
        );
        return timesMs.map((timeMs, place) => {
          const cores = Math.max(
            0,
            ((now[place] - before[place]) * 1_000) / windowMs,
          );
          const crowd =
            1 + 1.5 * Math.max(0, cores / meter.node.cpuCores - 0.7);
          const noise =
            1 + 0.06 * valueNoise(Math.floor(meter.bootMs), timeMs / windowMs);
          return Math.round(cores * crowd * noise * 100) / 100;
        });
      },
    },
  ];
}

/** Memory as a function of total and used bytes. */
function memorySeries(
  of: (totalBytes: number, usedBytes: number, timeMs: number) => number,
) {
  return (meter: NodeMeter): NodeSeries => [
    {
      sample: timesMs =>
        meter
          .memoryBytes(timesMs)
          .map((used, place) =>
            Math.round(
              of(
                meter.node.memoryBytes,
                Math.min(used, meter.node.memoryBytes * 0.98),
                timesMs[place],
              ),
            ),
          ),
    },
  ];
}

function rootUsedBytes(meter: NodeMeter, timeMs: number): number {
  const own = fractionOf(`${meter.node.name}/root`);
  const days = Math.max(0, timeMs - meter.bootMs) / 86_400_000;
  // Images and logs pile up and are collected at some point.
  const piled = (days * (0.012 + 0.01 * own)) % 0.28;
  return (
    ROOT_BYTES *
    (0.22 + 0.15 * own + piled + 0.004 * valueNoise(7, timeMs / 900_000))
  );
}

function rootSeries(of: (usedBytes: number) => number) {
  return (meter: NodeMeter): NodeSeries => [
    {
      labels: { device: '/dev/nvme0n1p1', fstype: 'ext4', mountpoint: '/' },
      sample: timesMs =>
        timesMs.map(timeMs => Math.round(of(rootUsedBytes(meter, timeMs)))),
    },
  ];
}

/** A counter that grows with the requests that the node's pods serve. */
function perRequest(
  labels: Labels,
  perRequestAmount: number,
  perSecond: number,
) {
  return (meter: NodeMeter): NodeSeries => {
    const vary =
      0.7 +
      0.6 *
        fractionOf(
          `${meter.node.name}/${Object.values(labels)}/${perRequestAmount}`,
        );
    return [
      {
        labels,
        sample: timesMs =>
          meter
            .requests(timesMs)
            .map((requests, place) =>
              Math.floor(
                vary *
                  (requests * perRequestAmount +
                    (Math.max(0, timesMs[place] - meter.bootMs) / 1_000) *
                      perSecond),
              ),
            ),
      },
    ];
  };
}

/** A counter of damaged packets: hardly any, unless the zone loses them. */
function lossSeries(lostPerSecond: number) {
  return (meter: NodeMeter, context: TelemetryContext): NodeSeries => {
    const losses = context.world.incidents
      .filter(
        ({ kind, target }) =>
          kind === 'zone-network-loss' &&
          target.kind === 'Zone' &&
          target.name === meter.node.zone,
      )
      .map(incident => incidentCurve(incident, lostPerSecond));
    return [
      {
        labels: { device: 'eth0' },
        sample: timesMs =>
          timesMs.map(timeMs =>
            Math.floor(
              (Math.max(0, timeMs - meter.bootMs) / 86_400_000) * 3 +
                losses.reduce((sum, curve) => sum + curve.totalAt(timeMs), 0),
            ),
          ),
      },
    ];
  };
}

const ETH0: Labels = { device: 'eth0' };
const NVME: Labels = { device: 'nvme0n1' };

/** What node-exporter tells of the machines. */
export const NODE_EXPORTER_FAMILIES: readonly Family[] = [
  nodeFamily(
    'counter',
    'node_cpu_seconds_total',
    'Seconds the CPUs spent in each mode.',
    cpuSeries,
  ),
  nodeFamily('gauge', 'node_load1', '1m load average.', loadSeries(60_000)),
  nodeFamily('gauge', 'node_load5', '5m load average.', loadSeries(300_000)),
  nodeFamily('gauge', 'node_load15', '15m load average.', loadSeries(900_000)),
  nodeFamily(
    'gauge',
    'node_memory_MemTotal_bytes',
    'Memory information field MemTotal_bytes.',
    memorySeries(total => total),
  ),
  nodeFamily(
    'gauge',
    'node_memory_MemAvailable_bytes',
    'Memory information field MemAvailable_bytes.',
    memorySeries((total, used) => total - used),
  ),
  nodeFamily(
    'gauge',
    'node_memory_MemFree_bytes',
    'Memory information field MemFree_bytes.',
    memorySeries((total, used) => (total - used) * 0.42),
  ),
  nodeFamily(
    'gauge',
    'node_memory_Cached_bytes',
    'Memory information field Cached_bytes.',
    memorySeries((total, used) => (total - used) * 0.5),
  ),
  nodeFamily(
    'gauge',
    'node_memory_Buffers_bytes',
    'Memory information field Buffers_bytes.',
    memorySeries(
      (total, used, timeMs) =>
        (total - used) * 0.015 +
        MEBIBYTE * (1 + valueNoise(3, timeMs / 600_000)),
    ),
  ),
  nodeFamily(
    'gauge',
    'node_filesystem_size_bytes',
    'Filesystem size in bytes.',
    rootSeries(() => ROOT_BYTES),
  ),
  nodeFamily(
    'gauge',
    'node_filesystem_avail_bytes',
    'Filesystem space available to non-root users in bytes.',
    rootSeries(used => ROOT_BYTES * 0.95 - used),
  ),
  nodeFamily(
    'gauge',
    'node_filesystem_free_bytes',
    'Filesystem free space in bytes.',
    rootSeries(used => ROOT_BYTES - used),
  ),
  nodeFamily(
    'counter',
    'node_network_receive_bytes_total',
    'Network device statistic receive_bytes.',
    perRequest(ETH0, 5_800, 21_000),
  ),
  nodeFamily(
    'counter',
    'node_network_transmit_bytes_total',
    'Network device statistic transmit_bytes.',
    perRequest(ETH0, 9_400, 33_000),
  ),
  nodeFamily(
    'counter',
    'node_network_receive_errs_total',
    'Network device statistic receive_errs.',
    lossSeries(140),
  ),
  nodeFamily(
    'counter',
    'node_network_receive_drop_total',
    'Network device statistic receive_drop.',
    lossSeries(35),
  ),
  nodeFamily(
    'counter',
    'node_network_transmit_drop_total',
    'Network device statistic transmit_drop.',
    lossSeries(20),
  ),
  nodeFamily(
    'counter',
    'node_disk_read_bytes_total',
    'The total number of bytes read successfully.',
    perRequest(NVME, 320, 9_000),
  ),
  nodeFamily(
    'counter',
    'node_disk_written_bytes_total',
    'The total number of bytes written successfully.',
    perRequest(NVME, 1_900, 120_000),
  ),
  nodeFamily(
    'counter',
    'node_disk_io_time_seconds_total',
    'Total seconds spent doing I/Os.',
    meter => [
      {
        labels: NVME,
        sample: timesMs =>
          meter.busySeconds(timesMs).map(seconds => seconds * 0.021),
      },
    ],
  ),
  nodeFamily(
    'gauge',
    'node_boot_time_seconds',
    'Node boot time, in unixtime.',
    meter => [
      {
        sample: timesMs => timesMs.map(() => Math.floor(meter.bootMs / 1_000)),
      },
    ],
  ),
  nodeFamily(
    'gauge',
    'node_uname_info',
    'Labeled system information as provided by the uname system call.',
    meter => [
      {
        labels: {
          nodename: meter.node.name,
          release: meter.node.kernelVersion,
          sysname: 'Linux',
          machine: meter.node.kernelVersion.includes('arm64')
            ? 'aarch64'
            : 'x86_64',
          domainname: '(none)',
          version: '#1 SMP PREEMPT_DYNAMIC',
        },
        sample: timesMs => timesMs.map(() => 1),
      },
    ],
  ),
];
