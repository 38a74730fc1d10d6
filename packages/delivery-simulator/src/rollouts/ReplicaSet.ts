import {
  countAt,
  parseTimeMs,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';

export const POD_TEMPLATE_HASH = 'rollouts-pod-template-hash';
export const REVISION = 'rollout.argoproj.io/revision';
export const DESIRED_REPLICAS = 'rollout.argoproj.io/desired-replicas';
export const SCALE_DOWN_DEADLINE = 'scale-down-deadline';

/** A ReplicaSet as its Rollout sees it. */
export interface ReplicaSet {
  readonly object: KubernetesObject;
  readonly name: string;
  readonly hash: string;
  readonly revision: number;
  /** Of its spec. */
  readonly replicas: number;
  /** Of its status. */
  readonly currentReplicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
  /** The `spec.replicas` of the Rollout when it was last scaled. */
  readonly desiredReplicas?: number;
  readonly scaleDownAtMs?: number;
}

/** The ReplicaSets of one Rollout by their role. */
export interface ReplicaSets {
  /** Newest revision first. */
  readonly all: readonly ReplicaSet[];
  /** Of the present template. */
  readonly current?: ReplicaSet;
  /** Of `status.stableRS`; the same as `current` when nothing is being updated. */
  readonly stable?: ReplicaSet;
  /** Neither of the two. */
  readonly others: readonly ReplicaSet[];
}

/** The living ReplicaSets that `rollout` controls. */
export function replicaSetsOf(
  cluster: ClusterPort,
  rollout: KubernetesObject,
  currentHash: string,
  stableHash: string | undefined,
): ReplicaSets {
  const all = cluster
    .listOwnedBy(rollout.metadata.uid ?? '')
    .filter(
      each => each.kind === 'ReplicaSet' && !each.metadata.deletionTimestamp,
    )
    .map(parseReplicaSet)
    .sort((a, b) => b.revision - a.revision);
  const current = all.find(each => each.hash === currentHash);
  const stable = all.find(each => each.hash === stableHash);
  return {
    all,
    current,
    stable,
    others: all.filter(each => each !== current && each !== stable),
  };
}

export function parseReplicaSet(object: KubernetesObject): ReplicaSet {
  const { labels, annotations } = object.metadata;
  const deadline = annotations?.[SCALE_DOWN_DEADLINE];
  const desired = annotations?.[DESIRED_REPLICAS];
  return {
    object,
    name: object.metadata.name,
    hash: labels?.[POD_TEMPLATE_HASH] ?? '',
    revision: Number(annotations?.[REVISION] ?? 0) || 0,
    replicas: countAt(object, 'spec', 'replicas') ?? 1,
    currentReplicas: countAt(object, 'status', 'replicas') ?? 0,
    readyReplicas: countAt(object, 'status', 'readyReplicas') ?? 0,
    availableReplicas: countAt(object, 'status', 'availableReplicas') ?? 0,
    ...(desired ? { desiredReplicas: Number(desired) } : {}),
    ...(deadline ? { scaleDownAtMs: parseTimeMs(deadline) } : {}),
  };
}

export function sum(
  replicaSets: readonly ReplicaSet[],
  field: 'replicas' | 'currentReplicas' | 'readyReplicas' | 'availableReplicas',
): number {
  return replicaSets.reduce((total, each) => total + each[field], 0);
}

/** The name of the Rollout that controls `object`. */
export function controllingRollout(
  object: KubernetesObject,
): string | undefined {
  const owner = object.metadata.ownerReferences?.find(
    each => each.controller && each.kind === 'Rollout',
  );
  return owner && stringAt(owner, 'name');
}
