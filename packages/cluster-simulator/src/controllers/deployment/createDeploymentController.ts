import type { Controller, ControllerContext } from '../ControllerContext';
import type { Deployment, ReplicaSet } from '../kinds/Deployment';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';
import { createReplicaSetWriter } from './createReplicaSetWriter';
import { deploymentStatus, progressDeadlineMs } from './deploymentStatus';
import {
  DESIRED_REPLICAS,
  planRollout,
  planScaling,
  sizeOf,
} from './planRollout';
import { REVISION, isSameTemplate, revisionOf } from './replicaSetOf';

const DEFAULT_HISTORY_LIMIT = 10;

/** Keeps one ReplicaSet per pod template of each deployment and moves pods between them as its strategy says. */
export function createDeploymentController(
  context: ControllerContext,
): Controller {
  const { store, clock } = context;
  const replicaSets = createReplicaSetWriter(context);

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) =>
      context.reportError(error, `deployment ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const deployment = store.get('deployments.apps', namespace, name);
    if (!deployment || deployment.metadata.deletionTimestamp) return undefined;
    const owned = replicaSets.ownedBy(deployment);
    const current = owned.find(each =>
      isSameTemplate(each.spec.template, deployment.spec.template),
    );
    const old = owned.filter(each => each !== current);

    let isRefused = false;
    if (deployment.spec.paused || isScaling(deployment, owned)) {
      replicaSets.scale(deployment, planScaling(deployment, current, old));
      owned.forEach(each => replicaSets.recordSizes(deployment, each));
    } else if (deployment.spec.strategy?.type === 'Recreate') {
      isRefused = !recreate(deployment, current, old);
    } else {
      const target = current ?? replicaSets.create(deployment, owned);
      isRefused = !target;
      if (target) {
        promote(deployment, target, old);
        replicaSets.scale(deployment, planRollout(deployment, target, old));
      }
    }
    updateStatus(deployment);
    removeHistory(deployment, old);
    return isRefused ? 'retry' : undefined;
  }

  /** Gives the ReplicaSet of the present template the newest revision, also when an undo brings an old one back. */
  function promote(
    deployment: Deployment,
    target: ReplicaSet,
    old: readonly ReplicaSet[],
  ) {
    const newest = Math.max(0, ...old.map(revisionOf));
    const revision =
      revisionOf(target) > newest ? revisionOf(target) : newest + 1;
    replicaSets.annotate(deployment, target, revision);
    store.update('deployments.apps', deployment, latest =>
      latest.metadata.annotations?.[REVISION] === String(revision)
        ? undefined
        : {
            ...latest,
            metadata: {
              ...latest.metadata,
              annotations: {
                ...latest.metadata.annotations,
                [REVISION]: String(revision),
              },
            },
          },
    );
  }

  /** False when a new ReplicaSet was needed and not to be had. */
  function recreate(
    deployment: Deployment,
    current: ReplicaSet | undefined,
    old: readonly ReplicaSet[],
  ): boolean {
    const shrinking = old.filter(each => sizeOf(each) > 0);
    replicaSets.scale(
      deployment,
      shrinking.map(replicaSet => ({ replicaSet, replicas: 0 })),
    );
    const hasOldPods = old.some(
      each => store.controlledBy('pods', each.metadata.uid).length > 0,
    );
    if (shrinking.length > 0 || hasOldPods) return true;
    const target = current ?? replicaSets.create(deployment, old);
    if (!target) return false;
    promote(deployment, target, old);
    const replicas = deployment.spec.replicas ?? 1;
    if (sizeOf(target) !== replicas) {
      replicaSets.scale(deployment, [{ replicaSet: target, replicas }]);
    }
    return true;
  }

  function updateStatus(deployment: Deployment) {
    const owned = replicaSets.ownedBy(deployment);
    const current = owned.find(each =>
      isSameTemplate(each.spec.template, deployment.spec.template),
    );
    store.update('deployments.apps', deployment, latest => {
      const status = deploymentStatus(
        latest,
        current,
        owned.filter(each => each !== current),
        clock.nowMs(),
      );
      const deadlineMs = progressDeadlineMs(latest, status);
      if (deadlineMs !== undefined) {
        queue.add(keyOf(latest), Math.max(1, deadlineMs - clock.nowMs()));
      }
      return { ...latest, status };
    });
  }

  function removeHistory(deployment: Deployment, old: readonly ReplicaSet[]) {
    const limit = deployment.spec.revisionHistoryLimit ?? DEFAULT_HISTORY_LIMIT;
    const idle = old
      .filter(each => sizeOf(each) === 0 && (each.status?.replicas ?? 0) === 0)
      .sort((a, b) => revisionOf(a) - revisionOf(b));
    idle
      .slice(0, Math.max(0, idle.length - limit))
      .forEach(each => store.delete('replicasets.apps', each));
  }

  function addOwner(replicaSet: ReplicaSet | undefined) {
    const owner = replicaSet?.metadata.ownerReferences?.find(
      each => each.controller && each.kind === 'Deployment',
    );
    if (owner) queue.add(`${replicaSet?.metadata.namespace}/${owner.name}`);
  }

  store.list('deployments.apps').forEach(each => queue.add(keyOf(each)));
  const unsubscribers = [
    store.subscribe('deployments.apps', ({ object }) =>
      queue.add(keyOf(object)),
    ),
    store.subscribe('replicasets.apps', ({ object, previous }) => {
      addOwner(object);
      addOwner(previous);
    }),
    store.subscribe('pods', ({ kind, object }) => {
      const owner = object.metadata.ownerReferences?.find(
        each => each.controller && each.kind === 'ReplicaSet',
      );
      if (kind !== 'deleted' || !owner) return;
      addOwner(
        store.get('replicasets.apps', object.metadata.namespace, owner.name),
      );
    }),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
    },
  };
}

/** `spec.replicas` differs from what the ReplicaSets were last sized for. */
function isScaling(
  deployment: Deployment,
  replicaSets: readonly ReplicaSet[],
): boolean {
  return replicaSets.some(each => {
    const desired = each.metadata.annotations?.[DESIRED_REPLICAS];
    return (
      sizeOf(each) > 0 &&
      desired !== undefined &&
      Number(desired) !== (deployment.spec.replicas ?? 1)
    );
  });
}
