import { bytesOf } from '@orrery/kubernetes-model';
import type { Node } from '../../controllers/kinds/Node';
import { parseKind } from '../../controllers/TypedStore';
import type { JsonObject } from '../../json/readJson';
import type { ApiContext } from '../../server/ApiContext';
import type { ResourceUsage } from '../../server/ports';
import { toTimestamp } from '../../store/deletionOf';

/**
 * What a kubelet answers at `/stats/summary`: use of CPU and memory of its node, pods and containers, in whole nanocores and bytes. Disks
 * and network interfaces, which the simulation does not measure there, are left out, as the API allows. O(pods of the cluster).
 * Source: k8s.io/kubelet/pkg/apis/stats/v1alpha1.
 */
export function kubeletSummary(
  { store, metrics }: ApiContext,
  node: Node,
): JsonObject {
  const { name } = node.metadata;
  const time = toTimestamp(store.clock.nowMs());
  const ofNode = metrics.nodeUsage(node);
  const capacityBytes = bytesOf(node.status?.capacity?.memory);
  const pods = store.list('pods').flatMap(object => {
    const pod = parseKind('pods', object);
    const containers =
      pod.spec.nodeName === name ? metrics.podUsage(pod) : undefined;
    if (!containers) return [];
    const { namespace, uid } = pod.metadata;
    return {
      podRef: { name: pod.metadata.name, namespace, uid },
      startTime: pod.status?.startTime,
      containers: containers.map(({ container, ...usage }) => ({
        name: container,
        startTime: pod.status?.containerStatuses?.find(
          status => status.name === container,
        )?.state.running?.startedAt,
        ...statsOf(usage, time),
      })),
      ...statsOf(sumOf(containers), time),
    };
  });
  return {
    node: {
      nodeName: name,
      startTime: node.metadata.creationTimestamp,
      ...(ofNode && statsOf(ofNode, time, capacityBytes)),
    },
    pods,
  };
}

function statsOf(
  { cpuCores, memoryBytes }: ResourceUsage,
  time: string,
  capacityBytes?: number,
) {
  const workingSetBytes = Math.round(memoryBytes);
  return {
    cpu: { time, usageNanoCores: Math.round(cpuCores * 1e9) },
    memory: {
      time,
      ...(capacityBytes !== undefined && {
        availableBytes: Math.max(0, capacityBytes - workingSetBytes),
      }),
      workingSetBytes,
    },
  };
}

function sumOf(usages: readonly ResourceUsage[]): ResourceUsage {
  return usages.reduce(
    (sum, each) => ({
      cpuCores: sum.cpuCores + each.cpuCores,
      memoryBytes: sum.memoryBytes + each.memoryBytes,
    }),
    { cpuCores: 0, memoryBytes: 0 },
  );
}
