import type { Series } from '../series/Series';
import type { TelemetryContext } from '../series/TelemetryContext';
import { createVolumeUsage } from '../usage/createVolumeUsage';
import type { WorldVolume } from '../world/TelemetryWorld';
import { isWithin, type Span } from '../world/WorldPod';
import { defineFamily, type Family, type SeriesPlan } from './defineFamilies';
import { existing } from './kubeStatePlans';
import {
  agentTargets,
  hubbleTarget,
  kubeletTarget,
  kubeStateTarget,
  nodeExporterTarget,
} from './scrapeTargets';

/** ext4 makes an inode for each 16 KiB. */
const BYTES_PER_INODE = 16_384;

/** What a kubelet measures of a volume while a pod on its node mounts it. */
function volumeFamily(
  name: string,
  help: string,
  of: (volume: WorldVolume, usedBytes: number) => number,
): Family {
  return defineFamily('gauge', name, help, context =>
    context.world.volumes.flatMap(volume => {
      const usedAt = createVolumeUsage(volume, context.world.incidents);
      return [...mountsOf(volume, context)].map(
        ([nodeName, spans]): SeriesPlan => {
          const node = context.nodeOf(nodeName);
          return {
            labels: {
              ...(node ? kubeletTarget(node, '/metrics') : {}),
              namespace: volume.namespace,
              persistentvolumeclaim: volume.claim,
            },
            valueAt: timeMs =>
              timeMs >= context.world.startMs &&
              node?.isUp(timeMs) &&
              spans.some(span => isWithin(span, timeMs))
                ? Math.round(of(volume, usedAt(timeMs)))
                : NaN,
          };
        },
      );
    }),
  );
}

/** When which node had the volume mounted. */
function mountsOf(
  volume: WorldVolume,
  context: TelemetryContext,
): ReadonlyMap<string, readonly Span[]> {
  const mounts = new Map<string, Span[]>();
  for (const pod of context.world.pods) {
    if (
      pod.namespace !== volume.namespace ||
      !pod.claims.includes(volume.claim)
    )
      continue;
    if (pod.node === undefined) continue;
    const spans = mounts.get(pod.node) ?? [];
    spans.push({
      fromMs: pod.scheduledAtMs ?? pod.createdAtMs,
      toMs: pod.deletedAtMs,
    });
    mounts.set(pod.node, spans);
  }
  return mounts;
}

const inodes = (volume: WorldVolume) => volume.capacityBytes / BYTES_PER_INODE;
const inodesUsed = (usedBytes: number) => usedBytes / (BYTES_PER_INODE * 9);

/** What the kubelet tells of volumes and of itself. */
export const KUBELET_FAMILIES: readonly Family[] = [
  volumeFamily(
    'kubelet_volume_stats_capacity_bytes',
    'Capacity in bytes of the volume',
    volume => volume.capacityBytes,
  ),
  volumeFamily(
    'kubelet_volume_stats_used_bytes',
    'Number of used bytes in the volume',
    (_volume, used) => used,
  ),
  volumeFamily(
    'kubelet_volume_stats_available_bytes',
    'Number of available bytes in the volume',
    (volume, used) => volume.capacityBytes - used,
  ),
  volumeFamily(
    'kubelet_volume_stats_inodes',
    'Maximum number of inodes in the volume',
    inodes,
  ),
  volumeFamily(
    'kubelet_volume_stats_inodes_used',
    'Number of used inodes in the volume',
    (_volume, used) => inodesUsed(used),
  ),
  volumeFamily(
    'kubelet_volume_stats_inodes_free',
    'Number of free inodes in the volume',
    (volume, used) => inodes(volume) - inodesUsed(used),
  ),
  defineFamily(
    'gauge',
    'kubelet_running_pods',
    'Number of pods that have a running pod sandbox',
    context =>
      context.nodes().map(meter => {
        const pods = context.world.pods.filter(
          pod => pod.node === meter.node.name,
        );
        return {
          labels: kubeletTarget(meter, '/metrics'),
          valueAt: timeMs =>
            timeMs >= context.world.startMs && meter.isUp(timeMs)
              ? existing(pods, timeMs)
              : NaN,
        };
      }),
  ),
];

/** Whether each target could be scraped: 1 or 0. */
export const UP_FAMILY: Family = {
  name: 'up',
  type: 'gauge',
  help: '1 if the instance is healthy, i.e. reachable, or 0 if the scrape failed.',
  series: context => upSeries(context),
};

function upSeries(context: TelemetryContext): readonly Series[] {
  const ofNodes = context.nodes().flatMap(meter => {
    const { node } = meter;
    const values = (timesMs: Float64Array) =>
      timesMs.map(timeMs => {
        const exists =
          timeMs >= Math.max(node.createdAtMs, context.world.startMs) &&
          (node.deletedAtMs === undefined || timeMs < node.deletedAtMs);
        if (!exists) return NaN;
        return meter.isUp(timeMs) ? 1 : 0;
      });
    return [
      kubeletTarget(meter, '/metrics'),
      kubeletTarget(meter, '/metrics/cadvisor'),
      nodeExporterTarget(meter),
      ...(context.world.agents.includes('hubble') ? [hubbleTarget(meter)] : []),
    ].map(labels => ({ name: 'up', labels, sample: values }));
  });
  const others = [kubeStateTarget(context), ...agentTargets(context)].map(
    labels => ({
      name: 'up',
      labels,
      sample: (timesMs: Float64Array) =>
        timesMs.map(timeMs => (timeMs >= context.world.startMs ? 1 : NaN)),
    }),
  );
  return [...ofNodes, ...others];
}
