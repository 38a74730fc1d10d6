import { bytesOf, cpuCoresOf } from '@orrery/kubernetes-model';
import type { Span, WorldNode } from '@orrery/telemetry-model';
import { toMs } from '../controllers/ControllerContext';
import type { Node } from '../controllers/kinds/Node';
import {
  isNodeReachable,
  readyConditionOf,
} from '../controllers/nodes/nodeState';
import { stringAt } from '../json/readJson';

/** From losing a node to saying so. */
const NODE_GRACE_MS = 40_000;

/**
 * A stored node as the telemetry model sees it; `wasDown` is what is remembered of earlier silence, `silentSinceMs` of
 * the present one. O(1).
 */
export function worldNodeOf(
  node: Node,
  wasDown: readonly Span[],
  silentSinceMs: number | undefined,
): WorldNode {
  const { metadata, spec, status } = node;
  const { capacity = {}, allocatable = {} } = status ?? {};
  const labels = metadata.labels ?? {};
  const info = (field: string) => stringAt(node, 'status', 'nodeInfo', field);
  const cpuCores = cpuCoresOf(capacity.cpu) ?? 1;
  const memoryBytes = bytesOf(capacity.memory) ?? 0;
  return {
    name: metadata.name,
    zone: labels['topology.kubernetes.io/zone'] ?? '',
    instanceType: labels['node.kubernetes.io/instance-type'] ?? '',
    internalIp:
      status?.addresses?.find(address => address.type === 'InternalIP')
        ?.address ?? '',
    createdAtMs: toMs(metadata.creationTimestamp),
    cpuCores,
    memoryBytes,
    allocatableCpuCores: cpuCoresOf(allocatable.cpu) ?? cpuCores,
    allocatableMemoryBytes: bytesOf(allocatable.memory) ?? memoryBytes,
    podCapacity: Number(capacity.pods ?? 110),
    kernelVersion: info('kernelVersion'),
    osImage: info('osImage'),
    containerRuntimeVersion: info('containerRuntimeVersion'),
    kubeletVersion: info('kubeletVersion'),
    providerId: stringAt(node, 'spec', 'providerID'),
    podCidr: spec.podCIDR ?? '',
    systemUuid: info('systemUUID'),
    taints: (spec.taints ?? []).map(({ key, value = '', effect }) => ({
      key,
      value,
      effect,
    })),
    isUnschedulable: spec.unschedulable ?? false,
    down: isNodeReachable(node)
      ? wasDown
      : [...wasDown, { fromMs: silentSinceMs ?? missedSinceMs(node) }],
  };
}

/** When a node must have fallen silent, by the condition that says so. */
export function missedSinceMs(node: Node): number {
  const ready = readyConditionOf(node);
  return toMs(ready?.lastTransitionTime) - NODE_GRACE_MS;
}
