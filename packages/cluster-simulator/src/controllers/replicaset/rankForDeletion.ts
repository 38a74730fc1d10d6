import { toMs } from '../ControllerContext';
import type { Pod } from '../kinds/Pod';
import { isPodReady } from '../podState';

/**
 * Pods in the order a ReplicaSet gives them up: unassigned, pending, not ready, cheapest by annotation, crowded on
 * one node, ready for the shortest time, most restarts, youngest. Source: kubernetes ActivePodsWithRanks.
 */
export function rankForDeletion(pods: readonly Pod[]): readonly Pod[] {
  const crowd = new Map<string, number>();
  for (const pod of pods) {
    const node = pod.spec.nodeName ?? '';
    crowd.set(node, (crowd.get(node) ?? 0) + 1);
  }
  const ranks = new Map<Pod, readonly number[]>(
    pods.map(pod => [
      pod,
      [
        pod.spec.nodeName ? 1 : 0,
        pod.status?.phase === 'Running' ? 1 : 0,
        isPodReady(pod) ? 1 : 0,
        Number(
          pod.metadata.annotations?.[
            'controller.kubernetes.io/pod-deletion-cost'
          ] ?? 0,
        ),
        -(crowd.get(pod.spec.nodeName ?? '') ?? 0),
        -readySinceMs(pod),
        -restartsOf(pod),
        -toMs(pod.metadata.creationTimestamp),
      ],
    ]),
  );
  return [...pods].sort((a, b) => {
    const left = ranks.get(a) ?? [];
    const right = ranks.get(b) ?? [];
    const index = left.findIndex((rank, position) => rank !== right[position]);
    if (index === -1) return a.metadata.name < b.metadata.name ? -1 : 1;
    return left[index] - right[index];
  });
}

function readySinceMs(pod: Pod): number {
  return toMs(
    pod.status?.conditions?.find(condition => condition.type === 'Ready')
      ?.lastTransitionTime,
  );
}

function restartsOf(pod: Pod): number {
  return Math.max(
    0,
    ...(pod.status?.containerStatuses ?? []).map(each => each.restartCount),
  );
}
