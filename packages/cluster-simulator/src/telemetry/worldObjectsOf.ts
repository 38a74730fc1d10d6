import { bytesOf, type KubernetesObject } from '@orrery/kubernetes-model';
import type {
  TelemetryWorld,
  WorldAutoscaler,
  WorldVolume,
  WorldWorkload,
} from '@orrery/telemetry-model';
import { toMs } from '../controllers/ControllerContext';
import type { TypedStore } from '../controllers/TypedStore';
import { numberAt, objectsAt, stringAt, valueAt } from '../json/readJson';
import {
  WORKLOADS,
  type WorkloadHistories,
  type WorkloadResource,
} from './createWorkloadHistories';
import { serviceNameOf } from './serviceNameOf';

/** Workloads, claims, autoscalers and namespaces as they are now. O(objects). */
export function worldObjectsOf(
  store: TypedStore,
  histories: WorkloadHistories,
): Pick<
  TelemetryWorld,
  'workloads' | 'volumes' | 'autoscalers' | 'namespaces'
> {
  return {
    workloads: workloadsOf(store, histories),
    volumes: volumesOf(store),
    autoscalers: autoscalersOf(store),
    namespaces: store.list('namespaces').map(({ metadata, status }) => ({
      name: metadata.name,
      createdAtMs: toMs(metadata.creationTimestamp),
      isTerminating: status?.phase === 'Terminating',
    })),
  };
}

const KINDS: Readonly<Record<WorkloadResource, WorldWorkload['kind']>> = {
  'deployments.apps': 'Deployment',
  'statefulsets.apps': 'StatefulSet',
  'daemonsets.apps': 'DaemonSet',
  'replicasets.apps': 'ReplicaSet',
};

function workloadsOf(
  store: TypedStore,
  histories: WorkloadHistories,
): readonly WorldWorkload[] {
  return [
    ...WORKLOADS.flatMap(resource =>
      store.raw
        .list(resource)
        .map(object => workloadOf(resource, object, histories)),
    ),
    ...histories.gone().map(({ resource, object, deletedAtMs }) => ({
      ...workloadOf(resource, object, histories),
      deletedAtMs,
    })),
  ];
}

function workloadOf(
  resource: WorkloadResource,
  object: KubernetesObject,
  histories: WorkloadHistories,
): WorldWorkload {
  const { metadata } = object;
  const owner = metadata.ownerReferences?.find(each => each.controller);
  return {
    kind: KINDS[resource],
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
    createdAtMs: toMs(metadata.creationTimestamp),
    generation: metadata.generation ?? 1,
    ...histories.of(object),
    ...(resource === 'deployments.apps'
      ? { isPaused: valueAt(object, 'spec', 'paused') === true }
      : {}),
    ...(owner ? { ownerKind: owner.kind, ownerName: owner.name } : {}),
  };
}

function volumesOf(store: TypedStore): readonly WorldVolume[] {
  const serviceOf = new Map<string, string>();
  for (const pod of store.list('pods')) {
    const name = serviceNameOf(pod);
    for (const volume of pod.spec.volumes ?? []) {
      const claim = volume.persistentVolumeClaim?.claimName;
      if (claim && name) {
        const { namespace } = pod.metadata;
        serviceOf.set(`${namespace}/${claim}`, `${namespace}/${name}`);
      }
    }
  }
  return store
    .list('persistentvolumeclaims')
    .map(({ metadata, spec, status }) => {
      const namespace = metadata.namespace ?? 'default';
      return {
        namespace,
        claim: metadata.name,
        storageClass: spec.storageClassName ?? '',
        service: serviceOf.get(`${namespace}/${metadata.name}`),
        volumeName: spec.volumeName,
        phase: phaseOf(status?.phase),
        capacityBytes:
          bytesOf(
            status?.capacity?.storage ?? spec.resources?.requests?.storage,
          ) ?? 0,
        createdAtMs: toMs(metadata.creationTimestamp),
      };
    });
}

function phaseOf(phase: string | undefined): WorldVolume['phase'] {
  return phase === 'Bound' || phase === 'Lost' ? phase : 'Pending';
}

function autoscalersOf(store: TypedStore): readonly WorldAutoscaler[] {
  return store.raw.list('horizontalpodautoscalers.autoscaling').map(object => ({
    namespace: object.metadata.namespace ?? 'default',
    name: object.metadata.name,
    targetKind: stringAt(object, 'spec', 'scaleTargetRef', 'kind'),
    targetName: stringAt(object, 'spec', 'scaleTargetRef', 'name'),
    minReplicas: numberAt(object, 'spec', 'minReplicas') ?? 1,
    maxReplicas: numberAt(object, 'spec', 'maxReplicas') ?? 1,
    cpuTargetPercent: objectsAt(object, 'spec', 'metrics')
      .map(metric =>
        numberAt(metric, 'resource', 'target', 'averageUtilization'),
      )
      .find(percent => percent !== undefined),
    createdAtMs: toMs(object.metadata.creationTimestamp),
  }));
}
