import { randomSuffix } from '../../random/createRandom';
import type { StatusError } from '../../status/StatusError';
import type { Controller, ControllerContext } from '../ControllerContext';
import { REVISION_HASH, syncControllerRevisions } from '../controllerRevisions';
import { createSlowly, refusalOf } from '../createSlowly';
import type { Node } from '../kinds/Node';
import type { Pod } from '../kinds/Pod';
import type { DaemonSet } from '../kinds/StatefulSet';
import {
  isPodActive,
  isPodAvailable,
  isPodFinished,
  isPodReady,
} from '../podState';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';
import { resolveIntOrPercent } from '../resolveIntOrPercent';
import { subscribeToPodsOf } from '../subscribeToPodsOf';
import { daemonBelongsOn, daemonPodOf } from './daemonPodOf';

const COMPONENT = 'daemonset-controller';

/** Keeps one pod of each DaemonSet on every node that it is meant for, and replaces outdated ones a few at a time. */
export function createDaemonSetController(
  context: ControllerContext,
): Controller {
  const { store, clock, random, events } = context;

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) => context.reportError(error, `daemonset ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const daemonSet = store.get('daemonsets.apps', namespace, name);
    if (!daemonSet || daemonSet.metadata.deletionTimestamp) return undefined;
    const hash = syncControllerRevisions(
      store,
      daemonSet,
      daemonSet.spec.template,
      daemonSet.spec.revisionHistoryLimit ?? 10,
    );
    const nodes = store.list('nodes');
    const refusal = placePods(daemonSet, nodes, hash);
    replaceOutdated(daemonSet, nodes, hash);
    updateStatus(daemonSet, nodes, hash);
    return refusal && 'retry';
  }

  function placePods(
    daemonSet: DaemonSet,
    nodes: readonly Node[],
    hash: string,
  ): StatusError | undefined {
    const byNode = podsByNode(daemonSet);
    const empty: Node[] = [];
    for (const node of nodes) {
      const pods = byNode.get(node.metadata.name) ?? [];
      byNode.delete(node.metadata.name);
      const { shouldRun, mayStay } = daemonBelongsOn(daemonSet, node);
      pods
        .filter(pod => isPodFinished(pod) || !mayStay)
        .forEach(pod => remove(daemonSet, pod));
      if (shouldRun && pods.length === 0) empty.push(node);
      pods.slice(1).forEach(pod => remove(daemonSet, pod));
    }
    for (const pods of byNode.values())
      pods.forEach(pod => remove(daemonSet, pod));
    return createSlowly(empty.length, index =>
      create(daemonSet, empty[index], hash),
    );
  }

  function replaceOutdated(
    daemonSet: DaemonSet,
    nodes: readonly Node[],
    hash: string,
  ) {
    const strategy = daemonSet.spec.updateStrategy;
    if (strategy?.type === 'OnDelete') return;
    const desired = nodes.filter(
      node => daemonBelongsOn(daemonSet, node).shouldRun,
    ).length;
    const limit = Math.max(
      1,
      resolveIntOrPercent(
        strategy?.rollingUpdate?.maxUnavailable ?? 1,
        desired,
        'up',
      ),
    );
    const pods = store.controlledBy('pods', daemonSet.metadata.uid);
    const outdated = pods.filter(
      pod => isPodActive(pod) && pod.metadata.labels?.[REVISION_HASH] !== hash,
    );
    const broken = outdated.filter(pod => !isAvailable(daemonSet, pod));
    broken.forEach(pod => remove(daemonSet, pod));
    const unavailable =
      desired - pods.filter(pod => isAvailable(daemonSet, pod)).length;
    outdated
      .filter(pod => isAvailable(daemonSet, pod))
      .slice(0, Math.max(0, limit - unavailable))
      .forEach(pod => remove(daemonSet, pod));
  }

  function create(
    daemonSet: DaemonSet,
    node: Node,
    hash: string,
  ): StatusError | undefined {
    const podName = `${daemonSet.metadata.name}-${randomSuffix(random)}`;
    const refusal = refusalOf(() =>
      store.create('pods', daemonPodOf(daemonSet, node, hash, podName)),
    );
    if (refusal)
      events.record(daemonSet, {
        type: 'Warning',
        reason: 'FailedCreate',
        message: `Error creating: ${refusal.message}`,
        component: COMPONENT,
      });
    else record(daemonSet, 'SuccessfulCreate', `Created pod: ${podName}`);
    return refusal;
  }

  function remove(daemonSet: DaemonSet, pod: Pod) {
    if (pod.metadata.deletionTimestamp) return;
    store.delete('pods', pod);
    record(daemonSet, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
  }

  function updateStatus(
    daemonSet: DaemonSet,
    nodes: readonly Node[],
    hash: string,
  ) {
    const byNode = podsByNode(daemonSet);
    const wanted = new Set(
      nodes
        .filter(node => daemonBelongsOn(daemonSet, node).shouldRun)
        .map(node => node.metadata.name),
    );
    const placed = [...wanted].flatMap(name => byNode.get(name)?.[0] ?? []);
    const available = placed.filter(pod => isAvailable(daemonSet, pod));
    if (placed.filter(isPodReady).length > available.length) {
      queue.add(keyOf(daemonSet), 1_000);
    }
    store.update('daemonsets.apps', daemonSet, latest => ({
      ...latest,
      status: {
        currentNumberScheduled: placed.length,
        desiredNumberScheduled: wanted.size,
        numberMisscheduled: [...byNode.keys()].filter(name => !wanted.has(name))
          .length,
        numberReady: placed.filter(isPodReady).length,
        numberAvailable: available.length,
        ...(wanted.size > available.length
          ? { numberUnavailable: wanted.size - available.length }
          : {}),
        updatedNumberScheduled: placed.filter(
          pod => pod.metadata.labels?.[REVISION_HASH] === hash,
        ).length,
        observedGeneration: latest.metadata.generation,
      },
    }));
  }

  /** Pods by the node they run on, or are pinned to while they wait. */
  function podsByNode(daemonSet: DaemonSet): Map<string, Pod[]> {
    const result = new Map<string, Pod[]>();
    for (const pod of store.controlledBy('pods', daemonSet.metadata.uid)) {
      const name = pod.spec.nodeName ?? pinnedNodeOf(pod);
      result.set(name, [...(result.get(name) ?? []), pod]);
    }
    return result;
  }

  function isAvailable(daemonSet: DaemonSet, pod: Pod) {
    return (
      isPodActive(pod) &&
      isPodAvailable(pod, daemonSet.spec.minReadySeconds ?? 0, clock.nowMs())
    );
  }

  function record(daemonSet: DaemonSet, reason: string, message: string) {
    return events.record(daemonSet, {
      type: 'Normal',
      reason,
      message,
      component: COMPONENT,
    });
  }
  function addAll() {
    return store
      .list('daemonsets.apps')
      .forEach(each => queue.add(keyOf(each)));
  }
  addAll();
  const unsubscribers = [
    store.subscribe('daemonsets.apps', ({ object }) =>
      queue.add(keyOf(object)),
    ),
    subscribeToPodsOf(store, 'DaemonSet', key => queue.add(key)),
    store.subscribe('nodes', ({ kind, object, previous }) => {
      const isNews =
        kind !== 'modified' ||
        previous?.spec !== object.spec ||
        previous?.metadata.labels !== object.metadata.labels;
      if (isNews) addAll();
    }),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
    },
  };
}

function pinnedNodeOf(pod: Pod): string {
  const terms =
    pod.spec.affinity?.nodeAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return terms?.[0]?.matchFields?.[0]?.values?.[0] ?? '';
}
