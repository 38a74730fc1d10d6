import type { Telemetry } from '@orrery/telemetry-model';
import type { SimulationClock } from '../clock/SimulationClock';
import { isNodeReachable } from '../controllers/nodes/nodeState';
import { parseKind, type TypedStore } from '../controllers/TypedStore';
import type { MetricsSource } from '../server/ports';

/** metrics-server knows a pod only after its first scrapes. */
const FIRST_SCRAPE_MS = 15_000;

/** What `metrics.k8s.io` answers, out of the same model as the metrics of the agents. */
export function createMetricsSource(options: {
  readonly store: TypedStore;
  readonly clock: SimulationClock;
  readonly telemetry: () => Telemetry;
}): MetricsSource {
  const { store, clock, telemetry } = options;

  return {
    nodeUsage: object => {
      const node = parseKind('nodes', object);
      return isNodeReachable(node)
        ? telemetry().nodeUsage(node.metadata.name, clock.nowMs())
        : undefined;
    },
    podUsage: object => {
      const pod = parseKind('pods', object);
      const nowMs = clock.nowMs();
      const node = store.get('nodes', undefined, pod.spec.nodeName ?? '');
      if (pod.status?.phase !== 'Running' || !node || !isNodeReachable(node)) {
        return undefined;
      }
      const startedMs = Date.parse(pod.status.startTime ?? '');
      if (!(nowMs - startedMs >= FIRST_SCRAPE_MS)) return undefined;
      const { uid = '' } = pod.metadata;
      // A kubelet reports the containers that run; of a pod in which none does there is nothing to say.
      const containers = pod.spec.containers.flatMap(({ name }) => {
        const usage = telemetry().containerUsage(uid, name, nowMs);
        return usage ? [{ container: name, ...usage }] : [];
      });
      return containers.length > 0 ? containers : undefined;
    },
    volumeUsage: (namespace, claim) => {
      const valueOf = (what: string) =>
        telemetry()
          .series(
            `kubelet_volume_stats_${what}_bytes`,
            labels =>
              labels.namespace === namespace &&
              labels.persistentvolumeclaim === claim,
          )
          .map(each => each.sample(Float64Array.of(clock.nowMs()))[0])
          .find(value => !Number.isNaN(value));
      const capacityBytes = valueOf('capacity');
      const usedBytes = valueOf('used');
      return capacityBytes === undefined || usedBytes === undefined
        ? undefined
        : { capacityBytes, usedBytes };
    },
  };
}
