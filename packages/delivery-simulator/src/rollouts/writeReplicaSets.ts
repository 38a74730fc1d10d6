import {
  parseReplicaSet,
  DESIRED_REPLICAS,
  POD_TEMPLATE_HASH,
  REVISION,
  SCALE_DOWN_DEADLINE,
  type ReplicaSet,
  type ReplicaSets,
} from './ReplicaSet';
import {
  recordAt,
  stringMapAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { refOf } from '../reconciling/refOf';
import { toTimestamp } from '../reconciling/toTimestamp';
import type { Rollout } from './Rollout';
import { MANAGER, type RolloutContext } from './RolloutContext';

/** Creates the ReplicaSet of the present template, of the next revision. */
export async function createReplicaSet(
  context: RolloutContext,
  sets: ReplicaSets,
  hash: string,
  replicas: number,
): Promise<ReplicaSet> {
  const { cluster, rollout } = context;
  const revision = newestRevision(sets.all) + 1;
  const created = parseReplicaSet(
    await cluster.create(replicaSetOf(rollout, hash, revision, replicas), {
      manager: MANAGER,
    }),
  );
  await writeRevision(context, revision);
  context.record(
    'Normal',
    'NewReplicaSetCreated',
    `Created ReplicaSet ${created.name} (revision ${revision})`,
  );
  if (replicas > 0) recordScaling(context, created, 0, replicas);
  return created;
}

/** Gives the ReplicaSet of the present template the newest revision, also when an undo brings an old one back. */
export async function promoteRevision(
  context: RolloutContext,
  sets: ReplicaSets,
): Promise<void> {
  const { current, all } = sets;
  if (!current) return;
  const newest = newestRevision(all.filter(each => each !== current));
  const revision = current.revision > newest ? current.revision : newest + 1;
  if (revision !== current.revision) {
    await annotate(context, current, { [REVISION]: String(revision) });
  }
  await writeRevision(context, revision);
}

/** Scales and records an event; a ReplicaSet at 0 loses its scale-down deadline. */
export async function scaleReplicaSet(
  context: RolloutContext,
  replicaSet: ReplicaSet,
  replicas: number,
): Promise<boolean> {
  const desired = context.rollout.replicas;
  const isResized = replicaSet.replicas !== replicas;
  if (!isResized && replicaSet.desiredReplicas === desired) return false;
  await context.cluster.mergePatch(
    refOf(replicaSet.object),
    {
      metadata: {
        annotations: {
          [DESIRED_REPLICAS]: String(desired),
          ...(replicas === 0 ? { [SCALE_DOWN_DEADLINE]: null } : {}),
        },
      },
      ...(isResized ? { spec: { replicas } } : {}),
    },
    { manager: MANAGER },
  );
  if (isResized) {
    recordScaling(context, replicaSet, replicaSet.replicas, replicas);
  }
  return isResized;
}

/** Marks a ReplicaSet to be scaled down `delaySeconds` from now, unless it is marked already. */
export async function delayScaleDown(
  context: RolloutContext,
  replicaSet: ReplicaSet,
  delaySeconds: number,
): Promise<void> {
  if (replicaSet.scaleDownAtMs !== undefined || replicaSet.replicas === 0) {
    return;
  }
  const atMs = context.nowMs + delaySeconds * 1_000;
  await annotate(context, replicaSet, {
    [SCALE_DOWN_DEADLINE]: toTimestamp(atMs),
  });
  context.wakeAt(atMs);
}

/** Takes back the mark of `delayScaleDown`. */
export async function keepReplicaSet(
  context: RolloutContext,
  replicaSet: ReplicaSet | undefined,
): Promise<void> {
  if (replicaSet?.scaleDownAtMs === undefined) return;
  await annotate(context, replicaSet, { [SCALE_DOWN_DEADLINE]: null });
}

/** Deletes the oldest ReplicaSets without pods that exceed the history limit. */
export async function removeHistory(
  context: RolloutContext,
  sets: ReplicaSets,
): Promise<void> {
  const surplus = sets.others.length - context.rollout.revisionHistoryLimit;
  if (surplus <= 0) return;
  const removable = [...sets.others]
    .reverse()
    .slice(0, surplus)
    .filter(each => each.replicas === 0 && each.currentReplicas === 0);
  for (const each of removable) {
    await context.cluster.delete(refOf(each.object), {
      manager: MANAGER,
      propagationPolicy: 'Background',
    });
  }
}

function replicaSetOf(
  rollout: Rollout,
  hash: string,
  revision: number,
  replicas: number,
): KubernetesObject {
  const { object, name, namespace, template } = rollout;
  const labels = {
    ...stringMapAt(template, 'metadata', 'labels'),
    [POD_TEMPLATE_HASH]: hash,
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      annotations: {
        [DESIRED_REPLICAS]: String(rollout.replicas),
        [REVISION]: String(revision),
      },
      ownerReferences: [
        {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Rollout',
          name,
          uid: object.metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas,
      minReadySeconds: rollout.minReadySeconds,
      selector: {
        ...rollout.selector,
        matchLabels: {
          ...stringMapAt(rollout.selector, 'matchLabels'),
          [POD_TEMPLATE_HASH]: hash,
        },
      },
      template: {
        ...template,
        metadata: { ...recordAt(template, 'metadata'), labels },
      },
    },
  };
}

async function writeRevision(
  context: RolloutContext,
  revision: number,
): Promise<void> {
  const { object } = context.rollout;
  if (object.metadata.annotations?.[REVISION] === String(revision)) return;
  await context.cluster.mergePatch(
    refOf(object),
    { metadata: { annotations: { [REVISION]: String(revision) } } },
    { manager: MANAGER },
  );
  context.record(
    'Normal',
    'RolloutUpdated',
    `Rollout updated to revision ${revision}`,
  );
}

async function annotate(
  context: RolloutContext,
  replicaSet: ReplicaSet,
  annotations: Readonly<Record<string, string | null>>,
): Promise<void> {
  await context.cluster.mergePatch(
    refOf(replicaSet.object),
    { metadata: { annotations } },
    { manager: MANAGER },
  );
}

function recordScaling(
  context: RolloutContext,
  replicaSet: ReplicaSet,
  from: number,
  to: number,
): void {
  const direction = to > from ? 'up' : 'down';
  context.record(
    'Normal',
    'ScalingReplicaSet',
    `Scaled ${direction} ReplicaSet ${replicaSet.name} (revision ${replicaSet.revision}) from ${from} to ${to}`,
  );
}

function newestRevision(replicaSets: readonly ReplicaSet[]): number {
  return Math.max(0, ...replicaSets.map(each => each.revision));
}
