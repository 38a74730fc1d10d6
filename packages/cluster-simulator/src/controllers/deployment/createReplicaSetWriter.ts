import { adoptOrphans } from '../adoptOrphans';
import { refusalOf } from '../createSlowly';
import { toMs, type ControllerContext } from '../ControllerContext';
import type { Deployment, ReplicaSet } from '../kinds/Deployment';
import { podTemplateHash } from '../podTemplateHash';
import { sizeOf, type ScaleStep } from './planRollout';
import {
  replicaSetAnnotations,
  replicaSetOf,
  revisionOf,
} from './replicaSetOf';

const COMPONENT = 'deployment-controller';

/** What a deployment does to its ReplicaSets. Every scaling is recorded as an event of the deployment. */
export interface ReplicaSetWriter {
  /** By creation, oldest first, as scale-down prefers; orphans that fit are adopted. */
  ownedBy(deployment: Deployment): readonly ReplicaSet[];
  /** For the present template; `undefined` when it was refused, or its name is taken: then the collision is counted for the next round. */
  create(
    deployment: Deployment,
    existing: readonly ReplicaSet[],
  ): ReplicaSet | undefined;
  /** Hands the deployment's annotations on, a change cause also when it comes after the rollout has begun. */
  annotate(
    deployment: Deployment,
    replicaSet: ReplicaSet,
    revision: number,
  ): void;
  /** What the deployment was last sized for, also on ReplicaSets of old revisions. */
  recordSizes(deployment: Deployment, replicaSet: ReplicaSet): void;
  scale(deployment: Deployment, steps: readonly ScaleStep[]): void;
}

export function createReplicaSetWriter({
  store,
  events,
}: Pick<ControllerContext, 'store' | 'events'>): ReplicaSetWriter {
  return { ownedBy, create, annotate, recordSizes, scale };

  function ownedBy(deployment: Deployment): readonly ReplicaSet[] {
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

  function create(
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
    const refusal = refusalOf(() => store.create('replicasets.apps', wanted));
    if (refusal) {
      events.record(deployment, {
        type: 'Warning',
        reason: 'ReplicaSetCreateError',
        message: `Failed to create new replica set "${name}": ${refusal.message}`,
        component: COMPONENT,
      });
      return undefined;
    }
    if (sizeOf(wanted) > 0) recordScaling(deployment, wanted, 0);
    return store.get('replicasets.apps', namespace, name);
  }

  function annotate(
    deployment: Deployment,
    replicaSet: ReplicaSet,
    revision: number,
  ) {
    addAnnotations(replicaSet, replicaSetAnnotations(deployment, revision));
  }

  function recordSizes(deployment: Deployment, replicaSet: ReplicaSet) {
    addAnnotations(replicaSet, sizesOnly(replicaSetAnnotations(deployment, 0)));
  }

  function addAnnotations(
    replicaSet: ReplicaSet,
    added: Record<string, string>,
  ) {
    store.update('replicasets.apps', replicaSet, latest => ({
      ...latest,
      metadata: {
        ...latest.metadata,
        annotations: { ...latest.metadata.annotations, ...added },
      },
    }));
  }

  function scale(deployment: Deployment, steps: readonly ScaleStep[]) {
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
}

function sizesOnly(
  annotations: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).filter(([key]) => key.endsWith('-replicas')),
  );
}
