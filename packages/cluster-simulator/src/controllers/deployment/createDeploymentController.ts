import type { Controller, ControllerContext } from '../ControllerContext';
import { toMs } from '../ControllerContext';
import type { Deployment, ReplicaSet } from '../kinds/Deployment';
import { podTemplateHash } from '../podTemplateHash';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';
import { adoptOrphans } from '../adoptOrphans';
import { deploymentStatus, progressDeadlineMs } from './deploymentStatus';
import {
  DESIRED_REPLICAS,
  planRollout,
  planScaling,
  sizeOf,
  type ScaleStep,
} from './planRollout';
import {
  REVISION,
  isSameTemplate,
  replicaSetAnnotations,
  replicaSetOf,
  revisionOf,
} from './replicaSetOf';

const COMPONENT = 'deployment-controller';
const DEFAULT_HISTORY_LIMIT = 10;

/** Keeps one ReplicaSet per pod template of each deployment and moves pods between them as its strategy says. */
export function createDeploymentController(
  context: ControllerContext,
): Controller {
  const { store, clock, events } = context;

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) =>
      context.reportError(error, `deployment ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const deployment = store.get('deployments.apps', namespace, name);
    if (!deployment || deployment.metadata.deletionTimestamp) return;
    const replicaSets = ownedReplicaSets(deployment);
    const current = replicaSets.find(each =>
      isSameTemplate(each.spec.template, deployment.spec.template),
    );
    const old = replicaSets.filter(each => each !== current);

    if (deployment.spec.paused || isScaling(deployment, replicaSets)) {
      applySteps(deployment, planScaling(deployment, current, old));
      replicaSets.forEach(each => annotate(deployment, each, revisionOf(each)));
    } else if (deployment.spec.strategy?.type === 'Recreate') {
      recreate(deployment, current, old);
    } else {
      const target = current ?? createReplicaSet(deployment, replicaSets);
      if (target) {
        promote(deployment, target, old);
        applySteps(deployment, planRollout(deployment, target, old));
      }
    }
    updateStatus(deployment);
    removeHistory(deployment, old);
  }

  /** By creation, oldest first, as scale-down prefers. */
  function ownedReplicaSets(deployment: Deployment): readonly ReplicaSet[] {
    adoptOrphans(
      store,
      'replicasets.apps',
      deployment,
      deployment.spec.selector,
    );
    return [...store.controlledBy('replicasets.apps', deployment.metadata.uid)]
      .filter(each => !each.metadata.deletionTimestamp)
      .sort(
        (a, b) =>
          toMs(a.metadata.creationTimestamp) -
          toMs(b.metadata.creationTimestamp),
      );
  }

  function createReplicaSet(
    deployment: Deployment,
    existing: readonly ReplicaSet[],
  ): ReplicaSet | undefined {
    const hash = podTemplateHash(
      deployment.spec.template,
      deployment.status?.collisionCount,
    );
    const revision = Math.max(0, ...existing.map(revisionOf)) + 1;
    const isFirst = existing.every(each => sizeOf(each) === 0);
    const wanted = replicaSetOf(
      deployment,
      hash,
      revision,
      isFirst ? deployment.spec.replicas ?? 1 : 0,
    );
    const { namespace, name } = wanted.metadata;
    if (store.get('replicasets.apps', namespace, name)) {
      // Somebody else's ReplicaSet has the name: count the collision, so that the next round hashes differently.
      store.update('deployments.apps', deployment, current => ({
        ...current,
        status: {
          ...current.status,
          collisionCount: (current.status?.collisionCount ?? 0) + 1,
        },
      }));
      return undefined;
    }
    const created = store.create('replicasets.apps', wanted);
    if (sizeOf(created) > 0) recordScaling(deployment, created, 0);
    return created;
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
    annotate(deployment, target, revision);
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

  function annotate(
    deployment: Deployment,
    replicaSet: ReplicaSet,
    revision: number,
  ) {
    store.update('replicasets.apps', replicaSet, latest => ({
      ...latest,
      metadata: {
        ...latest.metadata,
        annotations: {
          ...latest.metadata.annotations,
          ...(revision === revisionOf(latest)
            ? sizesOnly(replicaSetAnnotations(deployment, revision))
            : replicaSetAnnotations(deployment, revision)),
        },
      },
    }));
  }

  function recreate(
    deployment: Deployment,
    current: ReplicaSet | undefined,
    old: readonly ReplicaSet[],
  ) {
    const shrinking = old.filter(each => sizeOf(each) > 0);
    applySteps(
      deployment,
      shrinking.map(replicaSet => ({ replicaSet, replicas: 0 })),
    );
    const hasOldPods = old.some(
      each => store.controlledBy('pods', each.metadata.uid).length > 0,
    );
    if (shrinking.length > 0 || hasOldPods) return;
    const target = current ?? createReplicaSet(deployment, old);
    if (!target) return;
    promote(deployment, target, old);
    const replicas = deployment.spec.replicas ?? 1;
    if (sizeOf(target) !== replicas) {
      applySteps(deployment, [{ replicaSet: target, replicas }]);
    }
  }

  function applySteps(deployment: Deployment, steps: readonly ScaleStep[]) {
    for (const step of steps) {
      store.update('replicasets.apps', step.replicaSet, latest => ({
        ...latest,
        metadata: {
          ...latest.metadata,
          annotations: {
            ...latest.metadata.annotations,
            ...sizesOnly(replicaSetAnnotations(deployment, 0)),
          },
        },
        spec: { ...latest.spec, replicas: step.replicas },
      }));
      const scaled = { ...step.replicaSet.spec, replicas: step.replicas };
      recordScaling(
        deployment,
        { ...step.replicaSet, spec: scaled },
        sizeOf(step.replicaSet),
      );
    }
  }

  function recordScaling(
    deployment: Deployment,
    replicaSet: ReplicaSet,
    from: number,
  ) {
    const direction = sizeOf(replicaSet) > from ? 'up' : 'down';
    events.record(deployment, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${direction} replica set ${
        replicaSet.metadata.name
      } from ${from} to ${sizeOf(replicaSet)}`,
      component: COMPONENT,
    });
  }

  function updateStatus(deployment: Deployment) {
    const replicaSets = ownedReplicaSets(deployment);
    const current = replicaSets.find(each =>
      isSameTemplate(each.spec.template, deployment.spec.template),
    );
    store.update('deployments.apps', deployment, latest => {
      const status = deploymentStatus(
        latest,
        current,
        replicaSets.filter(each => each !== current),
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

function sizesOnly(
  annotations: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).filter(([key]) => key.endsWith('-replicas')),
  );
}
