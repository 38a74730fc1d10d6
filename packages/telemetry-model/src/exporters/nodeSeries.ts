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
/** Size of the root file system. */
export const ROOT_BYTES = 107_361_579_008;

type NodeSeries = readonly {
  readonly labels?: Labels;
  readonly sample: Series['sample'];
}[];

/** A family of series of each node, which exist while the node can be scraped. */
export function nodeFamily(
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

/** Seconds of each core in each mode: together as many as have gone by. */
export function cpuSeries(meter: NodeMeter): NodeSeries {
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
export function loadSeries(windowMs: number) {
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
export function memorySeries(
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

/** The root file system, as a function of its used bytes. */
export function rootSeries(of: (usedBytes: number) => number) {
  return (meter: NodeMeter): NodeSeries => [
    {
      labels: { device: '/dev/nvme0n1p1', fstype: 'ext4', mountpoint: '/' },
      sample: timesMs =>
        timesMs.map(timeMs => Math.round(of(rootUsedBytes(meter, timeMs)))),
    },
  ];
}

/** A counter that grows with the requests that the node's pods serve. */
export function perRequest(
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
export function lossSeries(lostPerSecond: number) {
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
