import type { SimulationClock } from '../clock/SimulationClock';
import { isNodeReachable } from '../controllers/nodes/nodeState';
import { parseKind, type TypedStore } from '../controllers/TypedStore';
import type { MetricsSource } from '../server/ports';
import { containerUsage, podUsage } from './containerUsage';

/** metrics-server knows a pod only after its first scrapes. */
const FIRST_SCRAPE_MS = 15_000;
/** System daemons outside pods. */
const SYSTEM = { cpuCores: 0.12, memoryBytes: 900 * 1_048_576 };

/** Usage as functions of pod and time; a node is the sum of its pods and the system. */
export function createMetricsSource(options: {
  readonly store: TypedStore;
  readonly clock: SimulationClock;
}): MetricsSource {
  const { store, clock } = options;
  /** Sums over all pods, kept for the instant they were asked for: `top nodes` asks once per node. */
  let sums:
    | {
        readonly atMs: number;
        readonly byNode: Map<string, { cpuCores: number; memoryBytes: number }>;
      }
    | undefined;

  function nodeSums() {
    const atMs = clock.nowMs();
    if (sums && atMs - sums.atMs < 1_000) return sums.byNode;
    const byNode = new Map<string, { cpuCores: number; memoryBytes: number }>();
    for (const pod of store.list('pods')) {
      const name = pod.spec.nodeName;
      if (!name) continue;
      const usage = podUsage(pod, atMs);
      const sum = byNode.get(name) ?? { ...SYSTEM };
      sum.cpuCores += usage.cpuCores;
      sum.memoryBytes += usage.memoryBytes;
      byNode.set(name, sum);
    }
    sums = { atMs, byNode };
    return byNode;
  }

  return {
    nodeUsage: object => {
      const node = parseKind('nodes', object);
      if (!isNodeReachable(node)) return undefined;
      return nodeSums().get(node.metadata.name) ?? SYSTEM;
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
      return pod.spec.containers.map(container => ({
        container: container.name,
        ...containerUsage(pod, container, nowMs),
      }));
    },
  };
}
