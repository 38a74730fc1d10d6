import type { Controller, ControllerContext } from '../ControllerContext';
import type { Node } from '../kinds/Node';
import type { Pod } from '../kinds/Pod';
import { isPodFinished } from '../podState';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';
import { replaceCondition } from '../replaceCondition';
import { findMisfit, keepsSpread, type NodeView } from './findMisfit';
import {
  addAmounts,
  allocatableOf,
  NOTHING,
  podRequest,
  type Amount,
} from './NodeLoad';
import { unschedulableMessage } from './unschedulableMessage';

const COMPONENT = 'default-scheduler';
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
/** A pod that fits nowhere is tried again when the cluster changes, and at the latest after this. */
const RETRY_MS = 60_000;

/** Binds pods without a node to the node that fits and has most room. */
export function createScheduler(context: ControllerContext): Controller {
  const { store, clock, events } = context;
  const used = new Map<string, Amount>();
  const waiting = new Set<string>();

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) =>
      context.reportError(error, `scheduling ${key}`),
  });

  function account(pod: Pod | undefined, sign: number) {
    const name = pod?.spec.nodeName;
    if (!pod || !name || isPodFinished(pod)) return;
    used.set(
      name,
      addAmounts(used.get(name) ?? NOTHING, podRequest(pod), sign),
    );
  }

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const pod = store.get('pods', namespace, name);
    waiting.delete(key);
    if (!pod || pod.spec.nodeName || pod.metadata.deletionTimestamp) return;
    if (isPodFinished(pod)) return;
    const volumeProblem = unboundVolumeOf(pod);
    if (volumeProblem) {
      refuse(pod, volumeProblem);
      return;
    }
    const views = store.list('nodes').map(node => ({
      node,
      used: used.get(node.metadata.name) ?? NOTHING,
    }));
    const target = choose(pod, views);
    if (typeof target === 'string') refuse(pod, target);
    else bind(pod, target);
  }

  /** The node to bind to, or why there is none. */
  function choose(pod: Pod, views: readonly NodeView[]): Node | string {
    const reasons = views.map(view => findMisfit(pod, view));
    let fitting = views.filter((_view, index) => reasons[index].length === 0);
    if (pod.spec.topologySpreadConstraints) {
      fitting = withinSpread(pod, fitting, views, reasons);
    }
    if (fitting.length === 0) return unschedulableMessage(reasons);
    const siblings = siblingCounts(pod);
    const scored = fitting.map(view => ({
      node: view.node,
      score:
        roomAfter(view) - 0.4 * (siblings.get(view.node.metadata.name) ?? 0),
    }));
    return scored.reduce((best, each) =>
      each.score > best.score ? each : best,
    ).node;
  }

  function withinSpread(
    pod: Pod,
    fitting: readonly NodeView[],
    views: readonly NodeView[],
    reasons: (readonly string[])[],
  ) {
    const nodes = new Map(views.map(({ node }) => [node.metadata.name, node]));
    const peers = store.list('pods', pod.metadata.namespace).flatMap(peer => {
      const node = nodes.get(peer.spec.nodeName ?? '');
      return node && !peer.metadata.deletionTimestamp
        ? [{ pod: peer, node }]
        : [];
    });
    return fitting.filter(view => {
      const isKept = keepsSpread(pod, view.node, peers, [...nodes.values()]);
      if (!isKept) {
        reasons[views.indexOf(view)] = [
          "node(s) didn't match pod topology spread constraints",
        ];
      }
      return isKept;
    });
  }

  function siblingCounts(pod: Pod): Map<string, number> {
    const counts = new Map<string, number>();
    const owner = pod.metadata.ownerReferences?.find(each => each.controller);
    if (!owner) return counts;
    for (const sibling of store.controlledBy('pods', owner.uid)) {
      const name = sibling.spec.nodeName;
      if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  }

  /** A claim that must be bound first; one that waits for its first consumer gets its node from here. */
  function unboundVolumeOf(pod: Pod): string | undefined {
    for (const volume of pod.spec.volumes ?? []) {
      const name = volume.persistentVolumeClaim?.claimName;
      if (name === undefined) continue;
      const claim = store.get(
        'persistentvolumeclaims',
        pod.metadata.namespace,
        name,
      );
      const total = store.raw.count('nodes');
      if (!claim) {
        return `0/${total} nodes are available: persistentvolumeclaim "${name}" not found. preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
      }
      if (claim.spec.volumeName) continue;
      const storageClass = store.get(
        'storageclasses.storage.k8s.io',
        undefined,
        claim.spec.storageClassName ?? '',
      );
      if (storageClass?.volumeBindingMode !== 'WaitForFirstConsumer') {
        return `0/${total} nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
      }
    }
    return undefined;
  }

  function bind(pod: Pod, node: Node) {
    const nodeName = node.metadata.name;
    for (const volume of pod.spec.volumes ?? []) {
      selectNode(pod, volume.persistentVolumeClaim?.claimName, nodeName);
    }
    store.update('pods', pod, current => ({
      ...current,
      spec: { ...current.spec, nodeName },
      status: {
        ...current.status,
        conditions: replaceCondition(
          current.status?.conditions,
          { type: 'PodScheduled', status: 'True' },
          clock.nowMs(),
        ),
      },
    }));
    events.record(pod, {
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${nodeName}`,
      component: COMPONENT,
    });
  }

  function selectNode(pod: Pod, claimName: string | undefined, node: string) {
    if (claimName === undefined) return;
    const claim = store.get(
      'persistentvolumeclaims',
      pod.metadata.namespace,
      claimName,
    );
    if (!claim || claim.spec.volumeName) return;
    store.update('persistentvolumeclaims', claim, current => ({
      ...current,
      metadata: {
        ...current.metadata,
        annotations: { ...current.metadata.annotations, [SELECTED_NODE]: node },
      },
    }));
  }

  function refuse(pod: Pod, message: string) {
    waiting.add(keyOf(pod));
    queue.add(keyOf(pod), RETRY_MS);
    store.update('pods', pod, current => ({
      ...current,
      status: {
        ...current.status,
        phase: 'Pending',
        conditions: replaceCondition(
          current.status?.conditions,
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message,
          },
          clock.nowMs(),
        ),
      },
    }));
    events.record(pod, {
      type: 'Warning',
      reason: 'FailedScheduling',
      message,
      component: COMPONENT,
    });
  }

  function retryWaiting() {
    return waiting.forEach(key => queue.add(key, 1_000));
  }
  for (const pod of store.list('pods')) {
    account(pod, 1);
    if (!pod.spec.nodeName) queue.add(keyOf(pod));
  }
  const unsubscribers = [
    store.subscribe('pods', ({ kind, object, previous }) => {
      account(previous, -1);
      if (kind !== 'deleted') account(object, 1);
      if (kind === 'added' && !object.spec.nodeName) queue.add(keyOf(object));
      const hasFreed =
        kind === 'deleted' ||
        (isPodFinished(object) && previous && !isPodFinished(previous));
      if (hasFreed && object.spec.nodeName) retryWaiting();
    }),
    store.subscribe('nodes', ({ kind, object, previous }) => {
      const isNews =
        kind === 'added' ||
        previous?.spec !== object.spec ||
        previous?.metadata.labels !== object.metadata.labels ||
        previous?.status?.allocatable !== object.status?.allocatable;
      if (isNews) retryWaiting();
    }),
    store.subscribe('persistentvolumeclaims', () => retryWaiting()),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
    },
  };
}

/** The share of a node that is free, cpu and memory alike: the least allocated scores highest. */
function roomAfter({ node, used }: NodeView): number {
  const total = allocatableOf(node);
  return (
    2 -
    used.cpuCores / Math.max(0.001, total.cpuCores) -
    used.memoryBytes / Math.max(1, total.memoryBytes)
  );
}
