import { bytesOf } from '@orrery/kubernetes-model';
import type {
  TelemetryWorld,
  WorldAutoscaler,
  WorldVolume,
  WorldWorkload,
} from '@orrery/telemetry-model';
import { toMs } from '../controllers/ControllerContext';
import type { TypedStore } from '../controllers/TypedStore';
import { numberAt, objectsAt, stringAt } from '../json/readJson';

/** Workloads, claims, autoscalers and namespaces as they are now. O(objects). */
export function worldObjectsOf(
  store: TypedStore,
): Pick<
  TelemetryWorld,
  'workloads' | 'volumes' | 'autoscalers' | 'namespaces'
> {
  return {
    workloads: workloadsOf(store),
    volumes: volumesOf(store),
    autoscalers: autoscalersOf(store),
    namespaces: store.list('namespaces').map(({ metadata, status }) => ({
      name: metadata.name,
      createdAtMs: toMs(metadata.creationTimestamp),
      isTerminating: status?.phase === 'Terminating',
    })),
  };
}

function workloadsOf(store: TypedStore): readonly WorldWorkload[] {
  const base = (
    object: {
      readonly metadata: {
        readonly namespace?: string;
        readonly name: string;
        readonly creationTimestamp?: string;
        readonly generation?: number;
      };
    },
    replicas: number,
  ) => {
    const createdAtMs = toMs(object.metadata.creationTimestamp);
    return {
      namespace: object.metadata.namespace ?? 'default',
      name: object.metadata.name,
      createdAtMs,
      wanted: [{ atMs: createdAtMs, replicas }],
      generation: object.metadata.generation ?? 1,
    };
  };
  return [
    ...store.list('deployments.apps').map(each => ({
      kind: 'Deployment' as const,
      ...base(each, each.spec.replicas ?? 1),
      isPaused: each.spec.paused,
    })),
    ...store.list('statefulsets.apps').map(each => ({
      kind: 'StatefulSet' as const,
      ...base(each, each.spec.replicas ?? 1),
    })),
    ...store.list('daemonsets.apps').map(each => ({
      kind: 'DaemonSet' as const,
      ...base(each, each.status?.desiredNumberScheduled ?? 0),
    })),
    ...store.list('replicasets.apps').map(each => {
      const owner = each.metadata.ownerReferences?.find(one => one.controller);
      return {
        kind: 'ReplicaSet' as const,
        ...base(each, each.spec.replicas ?? 1),
        ownerKind: owner?.kind,
        ownerName: owner?.name,
      };
    }),
  ];
}

function volumesOf(store: TypedStore): readonly WorldVolume[] {
  const serviceOf = new Map<string, string>();
  for (const pod of store.list('pods')) {
    const name = pod.metadata.labels?.['app.kubernetes.io/name'];
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
