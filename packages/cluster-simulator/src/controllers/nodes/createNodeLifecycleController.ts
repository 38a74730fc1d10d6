import type { Controller, ControllerContext } from '../ControllerContext';
import { toMs, toTimestamp } from '../ControllerContext';
import type { Node, Taint } from '../kinds/Node';
import type { Condition, Pod } from '../kinds/Pod';
import { replaceCondition } from '../replaceCondition';
import { tolerates } from '../scheduler/tolerates';
import { healthyConditions } from './healthyConditions';
import { isHeartbeatDue, withHeartbeat } from './heartbeat';
import { leaseFor } from './leaseFor';
import { NODE_DOWN, isNodeReachable, readyConditionOf } from './nodeState';

const COMPONENT = 'node-controller';
const HEARTBEAT_MS = 10_000;
const GRACE_MS = 40_000;
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/**
 * Renews the lease of every reachable node each 10 s and its status each 5 min, declares a node unknown 40 s after its last renewal, taints it,
 * evicts what does not tolerate that, and turns cordons into taints.
 */
export function createNodeLifecycleController(
  context: ControllerContext,
): Controller {
  const { store, clock, events } = context;
  let cancelBeat: (() => void) | undefined;

  function beat() {
    cancelBeat = clock.schedule(HEARTBEAT_MS, beat);
    for (const node of store.list('nodes')) {
      try {
        observe(node);
      } catch (error) {
        context.reportError(error, `node ${node.metadata.name}`);
      }
    }
  }

  function observe(node: Node) {
    const nowMs = clock.nowMs();
    syncCordon(node);
    if (isNodeReachable(node)) {
      renewLease(node);
      if (readyConditionOf(node)?.status !== 'True') recover(node);
      else if (isHeartbeatDue(node, nowMs))
        store.update('nodes', node, current => withHeartbeat(current, nowMs));
      return;
    }
    const lease = leaseOf(node);
    const silentMs = nowMs - toMs(lease?.spec.renewTime);
    if (silentMs < GRACE_MS) return;
    if (readyConditionOf(node)?.status !== 'Unknown') lose(node);
    evict(node);
  }

  function leaseOf(node: Node) {
    return store.get(
      'leases.coordination.k8s.io',
      'kube-node-lease',
      node.metadata.name,
    );
  }

  function renewLease(node: Node) {
    const lease = leaseOf(node);
    const renewTime = new Date(clock.nowMs())
      .toISOString()
      .replace('Z', '000Z');
    if (lease) {
      store.update('leases.coordination.k8s.io', lease, current => ({
        ...current,
        spec: { ...current.spec, renewTime },
      }));
    } else if (store.get('namespaces', undefined, 'kube-node-lease')) {
      store.create('leases.coordination.k8s.io', leaseFor(node, renewTime));
    }
  }

  function lose(node: Node) {
    const nowMs = clock.nowMs();
    const conditions = [
      'MemoryPressure',
      'DiskPressure',
      'PIDPressure',
      'Ready',
    ].reduce<readonly Condition[] | undefined>(
      (list, type) =>
        replaceCondition(
          list,
          {
            type,
            status: 'Unknown',
            reason: 'NodeStatusUnknown',
            message: 'Kubelet stopped posting node status.',
            lastHeartbeatTime: list?.find(each => each.type === type)
              ?.lastHeartbeatTime,
          },
          nowMs,
        ),
      node.status?.conditions,
    );
    const timeAdded = toTimestamp(nowMs);
    store.update('nodes', node, current => ({
      ...current,
      status: { ...current.status, conditions },
      spec: {
        ...current.spec,
        taints: [
          ...(current.spec.taints ?? []).filter(
            each => each.key !== UNREACHABLE,
          ),
          { key: UNREACHABLE, effect: 'NoSchedule', timeAdded },
          { key: UNREACHABLE, effect: 'NoExecute', timeAdded },
        ],
      },
    }));
    record(
      node,
      'NodeNotReady',
      `Node ${node.metadata.name} status is now: NodeNotReady`,
    );
    for (const pod of podsOn(node)) markNotReady(pod, nowMs);
  }

  function recover(node: Node) {
    const nowMs = clock.nowMs();
    store.update('nodes', node, current => ({
      ...current,
      status: {
        ...current.status,
        conditions: healthyConditions(current, nowMs),
      },
      spec: {
        ...current.spec,
        taints: (current.spec.taints ?? []).filter(
          each =>
            each.key !== UNREACHABLE &&
            each.key !== 'node.kubernetes.io/not-ready',
        ),
      },
    }));
    record(
      node,
      'NodeReady',
      `Node ${node.metadata.name} status is now: NodeReady`,
    );
    for (const pod of podsOn(node)) restoreReadiness(pod, nowMs);
  }

  function evict(node: Node) {
    const taint = node.spec.taints?.find(
      each => each.key === UNREACHABLE && each.effect === 'NoExecute',
    );
    if (!taint) return;
    for (const pod of podsOn(node)) {
      if (pod.metadata.deletionTimestamp) continue;
      const toleration = pod.spec.tolerations?.find(each =>
        tolerates(each, taint),
      );
      // The API server adds a toleration of 300 s to pods that say nothing.
      const seconds = toleration ? toleration.tolerationSeconds : 300;
      if (seconds === undefined) continue;
      if (clock.nowMs() - toMs(taint.timeAdded) < seconds * 1_000) continue;
      events.record(pod, {
        type: 'Normal',
        reason: 'TaintManagerEviction',
        message: `Marking for deletion Pod ${pod.metadata.namespace}/${pod.metadata.name}`,
        component: 'taint-eviction-controller',
      });
      store.delete('pods', pod);
    }
  }

  function syncCordon(node: Node) {
    const taints = node.spec.taints ?? [];
    const isTainted = taints.some(each => each.key === UNSCHEDULABLE);
    if (isTainted === (node.spec.unschedulable === true)) return;
    const timeAdded = toTimestamp(clock.nowMs());
    const next: readonly Taint[] = isTainted
      ? taints.filter(each => each.key !== UNSCHEDULABLE)
      : [...taints, { key: UNSCHEDULABLE, effect: 'NoSchedule', timeAdded }];
    store.update('nodes', node, current => ({
      ...current,
      spec: { ...current.spec, taints: next.length > 0 ? next : undefined },
    }));
    const reason = isTainted ? 'NodeSchedulable' : 'NodeNotSchedulable';
    record(node, reason, `Node ${node.metadata.name} status is now: ${reason}`);
  }

  function podsOn(node: Node) {
    return store
      .list('pods')
      .filter(pod => pod.spec.nodeName === node.metadata.name);
  }

  function markNotReady(pod: Pod, nowMs: number) {
    return store.update('pods', pod, current => ({
      ...current,
      status: {
        ...current.status,
        conditions: replaceCondition(
          current.status?.conditions,
          { type: 'Ready', status: 'False', reason: 'NodeNotReady' },
          nowMs,
        ),
      },
    }));
  }

  function restoreReadiness(pod: Pod, nowMs: number) {
    const isReady = pod.status?.containerStatuses?.every(each => each.ready);
    if (!isReady) return;
    store.update('pods', pod, current => ({
      ...current,
      status: {
        ...current.status,
        conditions: replaceCondition(
          current.status?.conditions,
          { type: 'Ready', status: 'True' },
          nowMs,
        ),
      },
    }));
  }

  function record(node: Node, reason: string, message: string) {
    return events.record(node, {
      type: 'Normal',
      reason,
      message,
      component: COMPONENT,
    });
  }

  cancelBeat = clock.schedule(0, beat);
  // A cordon shows at once, not with the next heartbeat.
  const unsubscribe = store.subscribe('nodes', ({ kind, object, previous }) => {
    const isNews =
      kind === 'added' ||
      previous?.spec.unschedulable !== object.spec.unschedulable ||
      previous?.metadata.annotations?.[NODE_DOWN] !==
        object.metadata.annotations?.[NODE_DOWN];
    if (kind === 'deleted' || !isNews) return;
    cancelBeat?.();
    cancelBeat = clock.schedule(0, beat);
  });
  return {
    dispose: () => {
      unsubscribe();
      cancelBeat?.();
    },
  };
}
