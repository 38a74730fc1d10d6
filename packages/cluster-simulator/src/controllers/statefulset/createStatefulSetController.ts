import type { StatusError } from '../../status/StatusError';
import type { Controller, ControllerContext } from '../ControllerContext';
import { REVISION_HASH, syncControllerRevisions } from '../controllerRevisions';
import { refusalOf } from '../createSlowly';
import type { Pod } from '../kinds/Pod';
import type { StatefulSet } from '../kinds/StatefulSet';
import {
  isPodActive,
  isPodAvailable,
  isPodFinished,
  isPodReady,
} from '../podState';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';
import { subscribeToPodsOf } from '../subscribeToPodsOf';
import {
  claimOf,
  claimTemplatesOf,
  ordinalOf,
  statefulPodOf,
} from './statefulPodOf';

const COMPONENT = 'statefulset-controller';

/**
 * Keeps pods `name-0 … name-(n−1)` with their volumes. One pod at a time (`OrderedReady`): each waits until the one
 * before is available; removal and updates go from the highest ordinal down, and updates stop at the partition.
 */
export function createStatefulSetController(
  context: ControllerContext,
): Controller {
  const { store, clock, events } = context;

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) =>
      context.reportError(error, `statefulset ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const set = store.get('statefulsets.apps', namespace, name);
    if (!set || set.metadata.deletionTimestamp) return undefined;
    const hash = syncControllerRevisions(
      store,
      set,
      set.spec.template,
      set.spec.revisionHistoryLimit ?? 10,
    );
    const updateRevision = `${name}-${hash}`;
    const refusal = moveOneStep(set, updateRevision);
    updateStatus(set, updateRevision);
    return refusal && 'retry';
  }

  function moveOneStep(
    set: StatefulSet,
    updateRevision: string,
  ): StatusError | undefined {
    const replicas = set.spec.replicas ?? 1;
    const isParallel = set.spec.podManagementPolicy === 'Parallel';
    const pods = podsOf(set);
    const byOrdinal = new Map(pods.map(pod => [ordinalOf(pod), pod]));
    for (let ordinal = 0; ordinal < replicas; ordinal++) {
      const pod = byOrdinal.get(ordinal);
      if (pod && isPodFinished(pod) && !pod.metadata.deletionTimestamp) {
        remove(set, pod);
        return undefined;
      }
      const refusal = pod ? undefined : createPod(set, ordinal, updateRevision);
      if (refusal) return refusal;
      if (isParallel) continue;
      // A missing, starting or stopping pod holds up everything behind it.
      if (!pod || !isAvailable(set, pod)) return undefined;
    }

    const condemned = pods
      .filter(pod => ordinalOf(pod) >= replicas)
      .sort((a, b) => ordinalOf(b) - ordinalOf(a));
    for (const pod of condemned) {
      if (!pod.metadata.deletionTimestamp) remove(set, pod);
      if (!isParallel) return undefined;
    }
    if (condemned.length === 0) updateOne(set, pods, updateRevision);
    return undefined;
  }

  function updateOne(
    set: StatefulSet,
    pods: readonly Pod[],
    updateRevision: string,
  ) {
    if (set.spec.updateStrategy?.type === 'OnDelete') return;
    const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
    const fromLast = [...pods].sort((a, b) => ordinalOf(b) - ordinalOf(a));
    for (const pod of fromLast) {
      if (ordinalOf(pod) < partition) return;
      if (revisionOf(pod) !== updateRevision) {
        if (!pod.metadata.deletionTimestamp) remove(set, pod);
        return;
      }
      if (!isAvailable(set, pod)) return;
    }
  }

  function createPod(
    set: StatefulSet,
    ordinal: number,
    updateRevision: string,
  ): StatusError | undefined {
    const { namespace } = set.metadata;
    const podName = `${set.metadata.name}-${ordinal}`;
    for (const template of claimTemplatesOf(set)) {
      const claim = claimOf(set, template, ordinal);
      if (store.get('persistentvolumeclaims', namespace, claim.metadata.name)) {
        continue;
      }
      const refusal = attempt(
        set,
        `create Claim ${claim.metadata.name} Pod ${podName}`,
        'success',
        () => store.create('persistentvolumeclaims', claim),
      );
      if (refusal) return refusal;
    }
    const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
    const current = set.status?.currentRevision;
    const kept =
      ordinal < partition && current !== undefined && current !== updateRevision
        ? templateOfRevision(set, current)
        : undefined;
    const revision = kept && current ? current : updateRevision;
    return attempt(set, `create Pod ${podName}`, 'successful', () =>
      store.create('pods', statefulPodOf(set, ordinal, revision, kept)),
    );
  }

  /** Creates something and tells how it went. */
  function attempt(
    set: StatefulSet,
    what: string,
    success: string,
    create: () => void,
  ): StatusError | undefined {
    const where = `in StatefulSet ${set.metadata.name}`;
    const refusal = refusalOf(create);
    if (refusal)
      events.record(set, {
        type: 'Warning',
        reason: 'FailedCreate',
        message: `${what} ${where} failed error: ${refusal.message}`,
        component: COMPONENT,
      });
    else record(set, 'SuccessfulCreate', `${what} ${where} ${success}`);
    return refusal;
  }

  function templateOfRevision(set: StatefulSet, revision: string) {
    return store.get(
      'controllerrevisions.apps',
      set.metadata.namespace,
      revision,
    )?.data.spec.template;
  }

  function remove(set: StatefulSet, pod: Pod) {
    store.delete('pods', pod);
    record(
      set,
      'SuccessfulDelete',
      `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`,
    );
  }

  function updateStatus(set: StatefulSet, updateRevision: string) {
    const pods = podsOf(set);
    const replicas = set.spec.replicas ?? 1;
    const updated = pods.filter(pod => revisionOf(pod) === updateRevision);
    const isRolledOut =
      updated.length === pods.length &&
      pods.length === replicas &&
      pods.every(isPodReady);
    const hasOld = pods.some(pod => isPodReady(pod) && !isAvailable(set, pod));
    if (hasOld) queue.add(keyOf(set), 1_000);
    store.update('statefulsets.apps', set, latest => {
      const currentRevision =
        isRolledOut || !latest.status?.currentRevision
          ? updateRevision
          : latest.status.currentRevision;
      return {
        ...latest,
        status: {
          observedGeneration: latest.metadata.generation,
          replicas: pods.length,
          readyReplicas: pods.filter(isPodReady).length,
          availableReplicas: pods.filter(pod => isAvailable(set, pod)).length,
          currentReplicas: pods.filter(
            pod => revisionOf(pod) === currentRevision,
          ).length,
          updatedReplicas: updated.length,
          currentRevision,
          updateRevision,
          collisionCount: 0,
        },
      };
    });
  }

  function podsOf(set: StatefulSet) {
    return store.controlledBy('pods', set.metadata.uid);
  }

  function isAvailable(set: StatefulSet, pod: Pod) {
    return (
      isPodActive(pod) &&
      isPodAvailable(pod, set.spec.minReadySeconds ?? 0, clock.nowMs())
    );
  }

  function record(set: StatefulSet, reason: string, message: string) {
    return events.record(set, {
      type: 'Normal',
      reason,
      message,
      component: COMPONENT,
    });
  }
  store.list('statefulsets.apps').forEach(each => queue.add(keyOf(each)));
  const unsubscribers = [
    store.subscribe('statefulsets.apps', ({ object }) =>
      queue.add(keyOf(object)),
    ),
    subscribeToPodsOf(store, 'StatefulSet', key => queue.add(key)),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
    },
  };
}

function revisionOf(pod: Pod): string {
  return pod.metadata.labels?.[REVISION_HASH] ?? '';
}
