import {
  countAt,
  fieldAt,
  isTrueAt,
  numberAt,
  stringAt,
} from '../fields/fieldAt';
import { conditionOf } from './conditionOf';

/** How far a change of the pod template has come. */
export interface RolloutStatus {
  readonly kind: 'complete' | 'progressing' | 'failed' | 'paused';
  /** Pods of the newest template. */
  readonly updated: number;
  readonly desired: number;
  readonly available: number;
  /** Sentence case, no full stop: "Rolling out 3/5". */
  readonly message: string;
}

/**
 * Rollout of a Deployment, StatefulSet or DaemonSet, decided as `kubectl rollout status` decides it; `undefined` for
 * other kinds. Strategies that kubectl refuses to follow (`OnDelete`) count as complete once the change was observed,
 * since nothing more happens by itself. `workload` names the kind of an object that does not carry its own.
 * Fields of a wrong type read as missing, counts as 0.
 */
export function rolloutStatusOf(
  object: unknown,
  workload: string | undefined = stringAt(object, 'kind'),
): RolloutStatus | undefined {
  switch (workload) {
    case 'Deployment':
      return deploymentRollout(object);
    case 'StatefulSet':
      return statefulSetRollout(object);
    case 'DaemonSet':
      return daemonSetRollout(object);
    default:
      return undefined;
  }
}

/** `spec.replicas`, which the API server defaults to 1. */
export function desiredReplicasOf(object: unknown): number {
  return countAt(object, 'spec', 'replicas') ?? 1;
}

/** Whether the controller has not yet seen the newest spec, so that its status tells of an older one. */
export function isUnobserved(object: unknown): boolean {
  const generation = numberAt(object, 'metadata', 'generation') ?? 0;
  return generation > (numberAt(object, 'status', 'observedGeneration') ?? 0);
}

function deploymentRollout(object: unknown): RolloutStatus {
  const desired = desiredReplicasOf(object);
  const total = statusCount(object, 'replicas');
  const updated = statusCount(object, 'updatedReplicas');
  const available = statusCount(object, 'availableReplicas');
  const progress = conditionOf(object, 'Progressing');
  const decide = (
    kind: RolloutStatus['kind'],
    message: string,
  ): RolloutStatus => ({ kind, updated, desired, available, message });

  if (isTrueAt(object, 'spec', 'paused')) {
    return decide('paused', 'Rollout is paused');
  }
  if (isUnobserved(object)) {
    return decide('progressing', 'Waiting for the change to be observed');
  }
  if (progress?.reason === 'ProgressDeadlineExceeded') {
    return decide(
      'failed',
      `Rollout exceeded its progress deadline at ${updated}/${desired}`,
    );
  }
  if (updated < desired) {
    return decide('progressing', `Rolling out ${updated}/${desired}`);
  }
  if (total > updated) {
    return decide(
      'progressing',
      `Rolling out ${updated}/${desired}, ${total - updated} old to stop`,
    );
  }
  if (available < updated) {
    return decide(
      'progressing',
      `Rolling out, ${available}/${updated} available`,
    );
  }
  return decide('complete', `Rolled out ${updated}/${desired}`);
}

function statefulSetRollout(object: unknown): RolloutStatus {
  const desired = desiredReplicasOf(object);
  const ready = statusCount(object, 'readyReplicas');
  const updated = statusCount(object, 'updatedReplicas');
  const available = statusCount(object, 'availableReplicas');
  const decide = (
    kind: RolloutStatus['kind'],
    message: string,
  ): RolloutStatus => ({ kind, updated, desired, available, message });

  if (isUnobserved(object)) {
    return decide('progressing', 'Waiting for the change to be observed');
  }
  if (stringAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') {
    return decide('complete', 'Pods are updated when they are deleted');
  }
  if (ready < desired) {
    return decide('progressing', `Rolling out, ${ready}/${desired} ready`);
  }
  const partition =
    countAt(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ??
    0;
  if (partition > 0) {
    const goal = Math.max(desired - partition, 0);
    return updated < goal
      ? decide('progressing', `Rolling out ${updated}/${goal} of a partition`)
      : decide('complete', `Rolled out ${updated}/${desired} up to partition`);
  }
  const isNewest =
    fieldAt(object, 'status', 'updateRevision') ===
    fieldAt(object, 'status', 'currentRevision');
  return isNewest
    ? decide('complete', `Rolled out ${desired}/${desired}`)
    : decide('progressing', `Rolling out ${updated}/${desired}`);
}

function daemonSetRollout(object: unknown): RolloutStatus {
  const desired = statusCount(object, 'desiredNumberScheduled');
  const updated = statusCount(object, 'updatedNumberScheduled');
  const available = statusCount(object, 'numberAvailable');
  const decide = (
    kind: RolloutStatus['kind'],
    message: string,
  ): RolloutStatus => ({ kind, updated, desired, available, message });

  if (isUnobserved(object)) {
    return decide('progressing', 'Waiting for the change to be observed');
  }
  if (stringAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') {
    return decide('complete', 'Pods are updated when they are deleted');
  }
  if (updated < desired) {
    return decide('progressing', `Rolling out ${updated}/${desired}`);
  }
  if (available < desired) {
    return decide(
      'progressing',
      `Rolling out, ${available}/${desired} available`,
    );
  }
  return decide('complete', `Rolled out ${updated}/${desired}`);
}

function statusCount(object: unknown, field: string): number {
  return countAt(object, 'status', field) ?? 0;
}
