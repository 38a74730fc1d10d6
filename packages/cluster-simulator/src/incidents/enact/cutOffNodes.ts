import { toTimestamp } from '../../controllers/ControllerContext';
import type { Node } from '../../controllers/kinds/Node';
import type { Condition, Pod } from '../../controllers/kinds/Pod';
import { NODE_DOWN } from '../../controllers/nodes/nodeState';
import { replaceCondition } from '../../controllers/replaceCondition';
import { createPastPod } from './createPastPod';
import { createFreeNodes } from './freeNode';
import type { IncidentScene } from './IncidentScene';

/** As the node lifecycle controller: unknown after 40 s, evicted five minutes later. */
const GRACE_MS = 40_000;
const EVICTION_MS = 300_000;
const UNREACHABLE = 'node.kubernetes.io/unreachable';

/** Cuts nodes off since a moment; what the node lifecycle controller would have done by now is written. */
export function cutOffNodes(
  scene: IncidentScene,
  names: readonly string[],
  sinceMs: number,
): void {
  const { store } = scene;
  const nowMs = scene.nowMs();
  for (const name of names) {
    const node = store.get('nodes', undefined, name);
    if (!node) continue;
    markDown(scene, node, true);
    scene.past.silentSince(name, sinceMs);
    const lease = store.get(
      'leases.coordination.k8s.io',
      'kube-node-lease',
      name,
    );
    if (lease)
      store.update('leases.coordination.k8s.io', lease, current => ({
        ...current,
        spec: {
          ...current.spec,
          renewTime: new Date(sinceMs).toISOString().replace('Z', '000Z'),
        },
      }));
    if (nowMs - sinceMs < GRACE_MS) continue;
    loseInThePast(scene, name, sinceMs + GRACE_MS);
    if (nowMs - sinceMs >= GRACE_MS + EVICTION_MS)
      evictInThePast(scene, name, sinceMs + GRACE_MS + EVICTION_MS);
  }
}

/** Lets nodes report again; the controllers do the rest. */
export function reconnectNodes(
  scene: IncidentScene,
  names: readonly string[],
): void {
  for (const name of names) {
    const node = scene.store.get('nodes', undefined, name);
    if (node) markDown(scene, node, false);
  }
}

function markDown(scene: IncidentScene, node: Node, isDown: boolean): void {
  scene.store.update('nodes', node, current => {
    const { [NODE_DOWN]: _, ...annotations } =
      current.metadata.annotations ?? {};
    return {
      ...current,
      metadata: {
        ...current.metadata,
        annotations: isDown
          ? { ...annotations, [NODE_DOWN]: 'true' }
          : annotations,
      },
    };
  });
}

function loseInThePast(scene: IncidentScene, name: string, atMs: number): void {
  const { store } = scene;
  const node = store.get('nodes', undefined, name);
  if (!node) return;
  const timeAdded = toTimestamp(atMs);
  store.update('nodes', node, current => ({
    ...current,
    spec: {
      ...current.spec,
      taints: [
        ...(current.spec.taints ?? []).filter(each => each.key !== UNREACHABLE),
        { key: UNREACHABLE, effect: 'NoSchedule', timeAdded },
        { key: UNREACHABLE, effect: 'NoExecute', timeAdded },
      ],
    },
    status: {
      ...current.status,
      conditions: unknownConditions(current.status?.conditions, atMs),
    },
  }));
  scene.record(
    node,
    {
      type: 'Normal',
      reason: 'NodeNotReady',
      message: `Node ${name} status is now: NodeNotReady`,
      component: 'node-controller',
    },
    { atMs },
  );
  for (const pod of podsOn(scene, name)) {
    const ready = pod.status?.conditions?.find(each => each.type === 'Ready');
    store.update('pods', pod, current => ({
      ...current,
      status: {
        ...current.status,
        conditions: replaceCondition(
          current.status?.conditions,
          { type: 'Ready', status: 'False', reason: 'NodeNotReady' },
          atMs,
        ),
      },
    }));
    if (ready?.status === 'True')
      scene.past.wasReady(pod.metadata.uid ?? '', [
        { fromMs: Date.parse(ready.lastTransitionTime ?? ''), toMs: atMs },
      ]);
  }
}

/** Pods that a ReplicaSet owns are replaced elsewhere; those on the node cannot be stopped and stay as they are. */
function evictInThePast(
  scene: IncidentScene,
  name: string,
  atMs: number,
): void {
  const { store } = scene;
  const freeNode = createFreeNodes(store);
  podsOn(scene, name).forEach(pod => {
    const owner = pod.metadata.ownerReferences?.find(each => each.controller);
    if (owner?.kind !== 'ReplicaSet' || pod.metadata.deletionTimestamp) return;
    const replicaSet = store.get(
      'replicasets.apps',
      pod.metadata.namespace,
      owner.name,
    );
    scene.record(
      pod,
      {
        type: 'Normal',
        reason: 'TaintManagerEviction',
        message: `Marking for deletion Pod ${pod.metadata.namespace}/${pod.metadata.name}`,
        component: 'taint-eviction-controller',
      },
      { atMs },
    );
    store.delete('pods', pod);
    const { nodeName: _, ...spec } = pod.spec;
    const node = freeNode({ ...pod, spec });
    if (replicaSet && node)
      createPastPod(scene, replicaSet, {
        node,
        createdMs: Math.min(atMs + 1_000, scene.nowMs()),
      });
  });
}

function unknownConditions(
  conditions: readonly Condition[] | undefined,
  atMs: number,
): readonly Condition[] | undefined {
  return ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].reduce<
    readonly Condition[] | undefined
  >(
    (list, type) =>
      replaceCondition(
        list,
        {
          type,
          status: 'Unknown',
          reason: 'NodeStatusUnknown',
          message: 'Kubelet stopped posting node status.',
          lastHeartbeatTime: toTimestamp(atMs - GRACE_MS),
        },
        atMs,
      ),
    conditions,
  );
}

function podsOn(scene: IncidentScene, node: string): readonly Pod[] {
  return scene.store.list('pods').filter(pod => pod.spec.nodeName === node);
}
