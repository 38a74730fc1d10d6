import { randomSuffix } from '../../random/createRandom';
import { adoptOrphans } from '../adoptOrphans';
import type { Controller, ControllerContext } from '../ControllerContext';
import { createPodFromTemplate } from '../createPodFromTemplate';
import { createSlowly, refusalOf } from '../createSlowly';
import type { ReplicaSet } from '../kinds/Deployment';
import type { Condition, Pod } from '../kinds/Pod';
import { isPodActive, isPodAvailable, isPodReady } from '../podState';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';
import { replaceCondition } from '../replaceCondition';
import { subscribeToPodsOf } from '../subscribeToPodsOf';
import type { StatusError } from '../../status/StatusError';
import { rankForDeletion } from './rankForDeletion';

const COMPONENT = 'replicaset-controller';
/** Pods created or deleted in one turn, as the real controller bounds a burst. */
const BURST = 500;

/** Keeps as many pods of each ReplicaSet as it asks for. */
export function createReplicaSetController(
  context: ControllerContext,
): Controller {
  const { store, clock, random, events } = context;

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) =>
      context.reportError(error, `replicaset ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const replicaSet = store.get('replicasets.apps', namespace, name);
    if (!replicaSet) return undefined;
    const refusal = replicaSet.metadata.deletionTimestamp
      ? undefined
      : scale(replicaSet);
    updateStatus(replicaSet, refusal);
    return refusal && 'retry';
  }

  function scale(replicaSet: ReplicaSet): StatusError | undefined {
    if ((replicaSet.spec.replicas ?? 1) > 0) {
      adoptOrphans(store, 'pods', replicaSet, replicaSet.spec.selector);
    }
    const active = store
      .controlledBy('pods', replicaSet.metadata.uid)
      .filter(isPodActive);
    const difference = (replicaSet.spec.replicas ?? 1) - active.length;
    if (Math.abs(difference) > BURST) queue.add(keyOf(replicaSet));
    if (difference < 0) {
      rankForDeletion(active)
        .slice(0, Math.min(-difference, BURST))
        .forEach(pod => deletePod(replicaSet, pod));
    }
    return createSlowly(Math.min(difference, BURST), () =>
      createPod(replicaSet),
    );
  }

  function createPod(replicaSet: ReplicaSet): StatusError | undefined {
    const prefix = `${replicaSet.metadata.name}-`;
    const pod = createPodFromTemplate(
      replicaSet,
      replicaSet.spec.template,
      prefix + randomSuffix(random),
      { generateName: prefix },
    );
    const refusal = refusalOf(() => store.create('pods', pod));
    events.record(replicaSet, {
      ...(refusal
        ? {
            type: 'Warning',
            reason: 'FailedCreate',
            message: `Error creating: ${refusal.message}`,
          }
        : {
            type: 'Normal',
            reason: 'SuccessfulCreate',
            message: `Created pod: ${pod.metadata.name}`,
          }),
      component: COMPONENT,
    });
    return refusal;
  }

  function deletePod(replicaSet: ReplicaSet, pod: Pod) {
    store.delete('pods', pod);
    events.record(replicaSet, {
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${pod.metadata.name}`,
      component: COMPONENT,
    });
  }

  function updateStatus(
    replicaSet: ReplicaSet,
    refusal: StatusError | undefined,
  ) {
    const minReadySeconds = replicaSet.spec.minReadySeconds ?? 0;
    const nowMs = clock.nowMs();
    const active = store
      .controlledBy('pods', replicaSet.metadata.uid)
      .filter(isPodActive);
    const ready = active.filter(isPodReady);
    const available = ready.filter(pod =>
      isPodAvailable(pod, minReadySeconds, nowMs),
    );
    if (available.length < ready.length) {
      queue.add(keyOf(replicaSet), 1_000);
    }
    store.update('replicasets.apps', replicaSet, latest => ({
      ...latest,
      status: {
        ...failureOf(latest.status?.conditions, refusal, nowMs),
        replicas: active.length,
        ...(active.length ? { fullyLabeledReplicas: active.length } : {}),
        ...(ready.length ? { readyReplicas: ready.length } : {}),
        ...(available.length ? { availableReplicas: available.length } : {}),
        observedGeneration: latest.metadata.generation,
      },
    }));
  }
  store.list('replicasets.apps').forEach(each => queue.add(keyOf(each)));
  const unsubscribers = [
    store.subscribe('replicasets.apps', ({ object }) =>
      queue.add(keyOf(object)),
    ),
    subscribeToPodsOf(store, 'ReplicaSet', key => queue.add(key)),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
    },
  };
}

/** The first refusal stays in the status until nothing is refused any more. */
function failureOf(
  before: readonly Condition[] = [],
  refusal: StatusError | undefined,
  nowMs: number,
): { readonly conditions?: readonly Condition[] } {
  const others = before.filter(each => each.type !== 'ReplicaFailure');
  if (!refusal) return others.length > 0 ? { conditions: others } : {};
  if (others.length < before.length) return { conditions: before };
  return {
    conditions: replaceCondition(
      before,
      {
        type: 'ReplicaFailure',
        status: 'True',
        reason: 'FailedCreate',
        message: refusal.message,
      },
      nowMs,
    ),
  };
}
