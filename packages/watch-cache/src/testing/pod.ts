import type {
  HealthStatus,
  KubernetesObject,
  RowBase,
} from '@orrery/kubernetes-model';
import type { LiveRowBase } from '../query/LiveQueries';

/** What a test says about a pod. */
export interface PodOverrides {
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ownerUid?: string;
  readonly node?: string;
  readonly health?: HealthStatus;
  readonly message?: string;
  readonly reviewAtMs?: number;
}

/** A pod-like object whose `status.health` is what `rowOfPod` reads. */
export function pod(
  name: string,
  overrides: PodOverrides = {},
): KubernetesObject {
  const { namespace = 'default', labels, ownerUid, node } = overrides;
  const { health = 'Healthy', message = 'Running', reviewAtMs } = overrides;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: overrides.uid,
      resourceVersion: overrides.resourceVersion,
      labels,
      ownerReferences: ownerUid === undefined ? undefined : [ownerOf(ownerUid)],
    },
    spec: { nodeName: node },
    status: { health: { status: health, reason: 'Test', message, reviewAtMs } },
  };
}

function ownerOf(uid: string) {
  return { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid };
}

/** The row of a test pod. */
export type TestRow = LiveRowBase & { readonly node?: string };

/** The verdict written into the object; once its `reviewAtMs` has come it is `Degraded`. */
export function rowOfPod(
  object: KubernetesObject,
  nowMs: number,
  cluster = 'c1',
): TestRow {
  const { name, namespace, uid = '' } = object.metadata;
  const key = `${namespace}/${name}`;
  const health = healthOf(object);
  const { reviewAtMs } = health;
  const isDue = reviewAtMs !== undefined && reviewAtMs <= nowMs;
  return {
    id: `${cluster}|${key}`,
    cluster,
    key,
    uid,
    name,
    namespace,
    createdAtMs: 0,
    node: nodeOf(object),
    health: isDue
      ? { status: 'Degraded', reason: 'TooLong', message: 'Took too long' }
      : health,
  };
}

function healthOf({ status }: KubernetesObject): RowBase['health'] {
  const { health } = status as { health: RowBase['health'] };
  return health;
}

function nodeOf({ spec }: KubernetesObject): string | undefined {
  const { nodeName } = spec as { nodeName?: string };
  return nodeName;
}
