import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import type {
  CronJobRow,
  Health,
  JobRow,
  PodRow,
  WorkloadRow,
} from '@orrery/kubernetes-model';

/** Where a row lives and who owns it. */
export interface Place {
  readonly cluster?: string;
  readonly namespace?: string;
  readonly owner?: LiveRow;
}

export const HEALTHY: Health = {
  status: 'Healthy',
  reason: 'Available',
  message: 'Available',
};

export function ill(reason: string, fields: Partial<Health> = {}): Health {
  return { status: 'Failed', reason, message: reason, ...fields };
}

export function workload(
  kind: WorkloadRow['kind'],
  name: string,
  fields: Partial<Omit<WorkloadRow, 'kind' | 'owner' | 'namespace'>> &
    Place = {},
): LiveRow {
  const { cluster, namespace, owner, ...rest } = fields;
  return {
    ...placed(kind, name, { cluster, namespace, owner }),
    kind,
    desired: 1,
    ready: 1,
    updated: 1,
    available: 1,
    images: ['registry.example/shop/app:v1'],
    ...rest,
  };
}

export function pod(
  name: string,
  fields: Partial<Omit<PodRow, 'kind' | 'owner' | 'namespace'>> & Place = {},
): LiveRow {
  const { cluster, namespace, owner, ...rest } = fields;
  return {
    ...placed('Pod', name, { cluster, namespace, owner }),
    kind: 'Pod',
    phase: 'Running',
    ready: 1,
    containers: 1,
    restarts: 0,
    images: ['registry.example/shop/app:v1'],
    requests: {},
    limits: {},
    ...rest,
  };
}

export function job(
  name: string,
  fields: Partial<Omit<JobRow, 'kind' | 'owner' | 'namespace'>> & Place = {},
): LiveRow {
  const { cluster, namespace, owner, ...rest } = fields;
  return {
    ...placed('Job', name, { cluster, namespace, owner }),
    kind: 'Job',
    completions: 1,
    succeeded: 1,
    failed: 0,
    active: 0,
    images: [],
    ...rest,
  };
}

export function cronJob(
  name: string,
  fields: Partial<Omit<CronJobRow, 'kind' | 'owner' | 'namespace'>> &
    Place = {},
): LiveRow {
  const { cluster, namespace, owner, ...rest } = fields;
  return {
    ...placed('CronJob', name, { cluster, namespace, owner }),
    kind: 'CronJob',
    schedule: '@daily',
    suspended: false,
    active: 0,
    images: [],
    ...rest,
  };
}

/** A Deployment with one active ReplicaSet and its pods. */
export function deploymentOf(
  name: string,
  podNames: readonly string[],
  place: Place = {},
): readonly LiveRow[] {
  const deployment = workload('Deployment', name, {
    ...place,
    desired: podNames.length,
    ready: podNames.length,
  });
  const replicaSet = workload('ReplicaSet', `${name}-1`, {
    ...place,
    owner: deployment,
    desired: podNames.length,
    ready: podNames.length,
    revision: 1,
  });
  return [
    deployment,
    replicaSet,
    ...podNames.map(each => pod(each, { ...place, owner: replicaSet })),
  ];
}

function placed(
  kind: string,
  name: string,
  { cluster = 'prod', namespace = 'shop', owner }: Place,
) {
  return {
    id: `${cluster}|${namespace}/${name}`,
    cluster,
    key: `${namespace}/${name}`,
    uid: `${kind}/${namespace}/${name}`,
    name,
    namespace,
    createdAtMs: 0,
    health: HEALTHY,
    ...(owner && {
      owner: { kind: owner.kind, name: owner.name, uid: owner.uid },
    }),
  };
}
