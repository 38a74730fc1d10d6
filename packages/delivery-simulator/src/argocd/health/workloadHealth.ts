import {
  conditionOf,
  healthOf,
  isTrueAt,
  numberAt,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { HEALTHY, degraded, progressing, type ArgoHealth } from './ArgoHealth';

function generationLag(
  object: KubernetesObject,
  what: string,
): ArgoHealth | undefined {
  const observed = numberAt(object, 'status', 'observedGeneration') ?? 0;
  return (object.metadata.generation ?? 0) <= observed
    ? undefined
    : progressing(
        `Waiting for rollout to finish: observed ${what} generation less than desired generation`,
      );
}

/** As Argo CD judges it. */
export function deploymentHealth(object: KubernetesObject): ArgoHealth {
  if (isTrueAt(object, 'spec', 'paused')) {
    return { status: 'Suspended', message: 'Deployment is paused' };
  }
  const lag = generationLag(object, 'deployment');
  if (lag) return lag;
  const condition = conditionOf(object, 'Progressing');
  if (condition?.reason === 'ProgressDeadlineExceeded') {
    return degraded(
      `Deployment "${object.metadata.name}" exceeded its progress deadline`,
    );
  }
  const wanted = numberAt(object, 'spec', 'replicas') ?? 1;
  const count = (field: string) => numberAt(object, 'status', field) ?? 0;
  const updated = count('updatedReplicas');
  if (updated < wanted) {
    return progressing(
      `Waiting for rollout to finish: ${updated} out of ${wanted} new replicas have been updated...`,
    );
  }
  if (count('replicas') > updated) {
    return progressing(
      `Waiting for rollout to finish: ${
        count('replicas') - updated
      } old replicas are pending termination...`,
    );
  }
  if (count('availableReplicas') < updated) {
    return progressing(
      `Waiting for rollout to finish: ${count(
        'availableReplicas',
      )} of ${updated} updated replicas are available...`,
    );
  }
  return HEALTHY;
}

/** As Argo CD judges it. */
export function statefulSetHealth(object: KubernetesObject): ArgoHealth {
  const observed = numberAt(object, 'status', 'observedGeneration') ?? 0;
  if (observed === 0 || (object.metadata.generation ?? 0) > observed) {
    return progressing('Waiting for statefulset spec update to be observed...');
  }
  const wanted = numberAt(object, 'spec', 'replicas') ?? 1;
  const ready = numberAt(object, 'status', 'readyReplicas') ?? 0;
  if (ready < wanted)
    return progressing(`Waiting for ${wanted - ready} pods to be ready...`);
  if (stringAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') {
    return {
      status: 'Healthy',
      message: `statefulset has ${ready} ready pods`,
    };
  }
  const current = stringAt(object, 'status', 'currentRevision');
  const update = stringAt(object, 'status', 'updateRevision');
  if (update !== current) {
    return progressing(
      `waiting for statefulset rolling update to complete ${
        numberAt(object, 'status', 'updatedReplicas') ?? 0
      } pods at revision ${update}...`,
    );
  }
  return {
    status: 'Healthy',
    message: `statefulset rolling update complete ${
      numberAt(object, 'status', 'currentReplicas') ?? 0
    } pods at revision ${current}...`,
  };
}

/** As Argo CD judges it. */
export function daemonSetHealth(object: KubernetesObject): ArgoHealth {
  const lag = generationLag(object, 'daemon set');
  if (lag) return lag;
  const count = (field: string) => numberAt(object, 'status', field) ?? 0;
  const wanted = count('desiredNumberScheduled');
  if (count('updatedNumberScheduled') < wanted) {
    return progressing(
      `Waiting for daemon set "${
        object.metadata.name
      }" rollout to finish: ${count(
        'updatedNumberScheduled',
      )} out of ${wanted} new pods have been updated...`,
    );
  }
  return count('numberAvailable') < wanted
    ? progressing(
        `Waiting for daemon set "${
          object.metadata.name
        }" rollout to finish: ${count(
          'numberAvailable',
        )} of ${wanted} updated pods are available...`,
      )
    : HEALTHY;
}

/** As Argo CD judges it. */
export function replicaSetHealth(object: KubernetesObject): ArgoHealth {
  const lag = generationLag(object, 'replica set');
  if (lag) return lag;
  const failure = conditionOf(object, 'ReplicaFailure');
  if (failure?.status === 'True') return degraded(failure.message);
  const wanted = numberAt(object, 'spec', 'replicas') ?? 1;
  const available = numberAt(object, 'status', 'availableReplicas') ?? 0;
  return available < wanted
    ? progressing(
        `Waiting for rollout to finish: ${available} out of ${wanted} new replicas are available...`,
      )
    : HEALTHY;
}

/** As Argo CD judges it. */
export function podHealth(object: KubernetesObject): ArgoHealth {
  const phase = stringAt(object, 'status', 'phase');
  const verdict = healthOf(object, { nowMs: 0 });
  const message = verdict.message;
  if (phase === 'Succeeded') return HEALTHY;
  if (phase === 'Failed') return degraded(message);
  const waiting = recordsAt(object, 'status', 'containerStatuses')
    .map(status => stringAt(status, 'state', 'waiting', 'reason') ?? '')
    .find(reason => /^Err|Error$|BackOff$/.test(reason));
  if (waiting) return degraded(message);
  if (phase === 'Running') {
    if (stringAt(object, 'spec', 'restartPolicy') !== 'Always') {
      return progressing(message);
    }
    if (conditionOf(object, 'Ready')?.status === 'True') return HEALTHY;
    const hasRestarted = recordsAt(object, 'status', 'containerStatuses').some(
      status => stringAt(status, 'lastState', 'terminated', 'reason'),
    );
    return hasRestarted ? degraded(message) : progressing(message);
  }
  return phase === 'Pending'
    ? progressing(message)
    : { status: 'Unknown', message };
}

/** As Argo CD judges it. */
export function jobHealth(object: KubernetesObject): ArgoHealth {
  const failed = conditionOf(object, 'Failed');
  if (failed?.status === 'True') return degraded(failed.message);
  if (isTrueAt(object, 'spec', 'suspend')) {
    return { status: 'Suspended', message: 'Job is suspended' };
  }
  const complete = conditionOf(object, 'Complete');
  return complete?.status === 'True'
    ? { status: 'Healthy', message: complete.message }
    : progressing('');
}
