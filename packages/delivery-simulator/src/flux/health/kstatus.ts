import {
  conditionOf,
  countAt,
  numberAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';

export type KStatus = 'Current' | 'InProgress' | 'Failed' | 'Terminating';

/**
 * Whether an object is as its spec wants it. Source: the rules of kstatus, by which Flux and Helm 4 wait: a status of an
 * older generation is in progress, workloads by their counts, jobs and pods by their end, everything else by its
 * conditions Ready, Reconciling and Stalled, and current without them.
 */
export function kstatus(object: KubernetesObject): KStatus {
  if (object.metadata.deletionTimestamp) return 'Terminating';
  const observed = numberAt(object, 'status', 'observedGeneration');
  const { generation = 0 } = object.metadata;
  if (observed !== undefined && observed !== -1 && observed < generation) {
    return 'InProgress';
  }
  switch (object.kind) {
    case 'Deployment':
      return deploymentStatus(object);
    case 'StatefulSet':
      return replicasStatus(object, [
        'readyReplicas',
        'currentReplicas',
        'updatedReplicas',
      ]);
    case 'ReplicaSet':
      return replicasStatus(object, [
        'fullyLabeledReplicas',
        'availableReplicas',
        'readyReplicas',
      ]);
    case 'DaemonSet':
      return daemonSetStatus(object);
    case 'Job':
      return jobStatus(object);
    case 'Pod':
      return podStatus(object);
    case 'PersistentVolumeClaim':
      return currentIf(stringAt(object, 'status', 'phase') === 'Bound');
    case 'CustomResourceDefinition':
      return currentIf(isTrueCondition(object, 'Established'));
    case 'Service':
      return serviceStatus(object);
    default:
      return conditionStatus(object);
  }
}

function deploymentStatus(object: KubernetesObject): KStatus {
  const isStuck =
    conditionOf(object, 'Progressing')?.reason === 'ProgressDeadlineExceeded';
  if (isStuck) return 'Failed';
  if (!isTrueCondition(object, 'Available')) {
    return wantedOf(object) === 0 ? 'Current' : 'InProgress';
  }
  return replicasStatus(object, [
    'replicas',
    'updatedReplicas',
    'availableReplicas',
    'readyReplicas',
  ]);
}

/** Every count has to reach what the spec wants; no more pods may run than that. */
function replicasStatus(
  object: KubernetesObject,
  fields: readonly string[],
): KStatus {
  const wanted = wantedOf(object);
  const isReached = fields.every(
    field => (countAt(object, 'status', field) ?? 0) >= wanted,
  );
  const total = countAt(object, 'status', 'replicas') ?? 0;
  return currentIf(isReached && total <= wanted);
}

function wantedOf(object: KubernetesObject): number {
  return countAt(object, 'spec', 'replicas') ?? 1;
}

function daemonSetStatus(object: KubernetesObject): KStatus {
  const desired = countAt(object, 'status', 'desiredNumberScheduled');
  if (
    desired === undefined ||
    numberAt(object, 'status', 'observedGeneration') === undefined
  ) {
    return 'InProgress';
  }
  return currentIf(
    ['currentNumberScheduled', 'updatedNumberScheduled', 'numberReady'].every(
      field => (countAt(object, 'status', field) ?? 0) >= desired,
    ),
  );
}

/** A job that runs is current: who waits for its end asks `jobEnd`. */
function jobStatus(object: KubernetesObject): KStatus {
  if (isTrueCondition(object, 'Failed')) return 'Failed';
  return currentIf(
    isTrueCondition(object, 'Complete') ||
      stringAt(object, 'status', 'startTime') !== undefined,
  );
}

function podStatus(object: KubernetesObject): KStatus {
  const phase = stringAt(object, 'status', 'phase');
  if (phase === 'Succeeded') return 'Current';
  if (phase === 'Failed') return 'Failed';
  return currentIf(isTrueCondition(object, 'Ready'));
}

function serviceStatus(object: KubernetesObject): KStatus {
  if (stringAt(object, 'spec', 'type') !== 'LoadBalancer') return 'Current';
  return currentIf(stringAt(object, 'spec', 'clusterIP') !== undefined);
}

function conditionStatus(object: KubernetesObject): KStatus {
  if (isTrueCondition(object, 'Stalled')) return 'Failed';
  if (isTrueCondition(object, 'Reconciling')) return 'InProgress';
  const ready = conditionOf(object, 'Ready');
  return currentIf(ready === undefined || ready.status === 'True');
}

/** How a job ended; undefined while it runs. */
export function jobEnd(
  job: KubernetesObject,
): 'Complete' | 'Failed' | undefined {
  if (isTrueCondition(job, 'Failed')) return 'Failed';
  return isTrueCondition(job, 'Complete') ? 'Complete' : undefined;
}

function isTrueCondition(object: KubernetesObject, type: string): boolean {
  return conditionOf(object, type)?.status === 'True';
}

function currentIf(isCurrent: boolean): KStatus {
  return isCurrent ? 'Current' : 'InProgress';
}
