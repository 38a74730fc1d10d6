import { isEqualJson } from '@orrery/kubernetes-model';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { SimulationClock } from '../clock/SimulationClock';
import {
  alreadyExists,
  generateNameExhausted,
  notFound,
} from '../status/statusErrors';
import { ChangeHistory } from './ChangeHistory';
import type { ClusterStore, ResourceId, StoreChange } from './ClusterStore';
import { deletionOf, isReleased, toTimestamp } from './deletionOf';
import { generateName, generateUid } from './generateNames';
import { OwnerIndex } from './OwnerIndex';
import { ResourceTable } from './ResourceTable';
import { resourceNameOf } from './resourceNameOf';

const withoutGeneration: ReadonlySet<ResourceId> = new Set([
  'nodes',
  'namespaces',
  'services',
  'persistentvolumes',
  'persistentvolumeclaims',
  'resourcequotas',
  'limitranges',
  'leases.coordination.k8s.io',
  'horizontalpodautoscalers.autoscaling',
]);

export interface ClusterStoreOptions {
  readonly clock: SimulationClock;
  /** How many changes per resource a watch can resume over. */
  readonly historyLimit?: number;
  /** Source of uids and generated names, in [0, 1). */
  readonly random?: () => number;
}

/** Keeps a cluster's state in memory. */
export function createClusterStore({
  clock,
  historyLimit = 10_000,
  random = Math.random,
}: ClusterStoreOptions): ClusterStore {
  const tables = new Map<ResourceId, ResourceTable>();
  const histories = new Map<ResourceId, ChangeHistory>();
  const owners = new OwnerIndex();
  const listenersOfAll = new Set<(change: StoreChange) => void>();
  const listeners = new Map<ResourceId, Set<(change: StoreChange) => void>>();
  let revision = 1;

  const tableOf = (resource: ResourceId) =>
    obtain(tables, resource, () => new ResourceTable());
  const historyOf = (resource: ResourceId) =>
    obtain(histories, resource, () => new ChangeHistory(historyLimit));

  function getExisting(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
  ) {
    const object = tableOf(resource).get(namespace ?? '', name);
    if (!object) throw notFound(resourceNameOf(resource), name);
    return object;
  }

  function commit(
    resource: ResourceId,
    kind: StoreChange['kind'],
    unversioned: KubernetesObject,
    previous?: KubernetesObject,
  ): KubernetesObject {
    const resourceVersion = ++revision;
    const object = withMetadata(unversioned, {
      resourceVersion: String(resourceVersion),
    });
    const { namespace = '', name } = object.metadata;
    if (kind === 'deleted') tableOf(resource).delete(namespace, name);
    else tableOf(resource).set(namespace, name, object);
    owners.replace(
      { resource, namespace, name },
      previous,
      kind === 'deleted' ? undefined : object,
    );
    const change: StoreChange = {
      kind,
      resource,
      object,
      previous,
      resourceVersion,
    };
    historyOf(resource).push(change);
    for (const listener of listeners.get(resource) ?? []) listener(change);
    for (const listener of listenersOfAll) listener(change);
    return object;
  }

  return {
    clock,
    resourceVersion: () => revision,
    get: (resource, namespace, name) =>
      tableOf(resource).get(namespace ?? '', name),
    list: (resource, namespace) => tableOf(resource).list(namespace),
    count: (resource, namespace) => tableOf(resource).count(namespace),

    listOwnedBy(uid) {
      return owners.dependentsOf(uid).map(({ resource, namespace, name }) => ({
        resource,
        object: getExisting(resource, namespace, name),
      }));
    },

    create(resource, object, { seeding = false } = {}) {
      const { namespace = '', generateName: prefix } = object.metadata;
      const name =
        object.metadata.name || uniqueName(resource, namespace, prefix ?? '');
      if (tableOf(resource).get(namespace, name)) {
        throw alreadyExists(resourceNameOf(resource), name);
      }
      const { deletionTimestamp, deletionGracePeriodSeconds, ...metadata } =
        object.metadata;
      const creationTimestamp =
        (seeding && metadata.creationTimestamp) || toTimestamp(clock.nowMs());
      return commit(resource, 'added', {
        ...object,
        metadata: {
          ...metadata,
          name,
          uid: generateUid(random),
          creationTimestamp,
          ...(tracksGeneration(resource, object) ? { generation: 1 } : {}),
        },
        ...(resource === 'namespaces' ? namespaceState(object) : {}),
      });
    },

    update(resource, namespace, name, mutate) {
      const current = getExisting(resource, namespace, name);
      const proposal = mutate(current);
      if (proposal === undefined) return current;
      const next = withMetadata(proposal, identityOf(current));
      const released = isReleased(resource, next);
      if (!released && isEqualJson(current, next)) return current;
      const { generation } = current.metadata;
      const versioned =
        generation !== undefined && !hasSameIntent(current, next)
          ? withMetadata(next, { generation: generation + 1 })
          : next;
      return commit(
        resource,
        released ? 'deleted' : 'modified',
        versioned,
        current,
      );
    },

    delete(resource, namespace, name, request = {}) {
      const current = getExisting(resource, namespace, name);
      const pending = deletionOf(resource, current, request, clock.nowMs());
      if (!pending) {
        commit(resource, 'deleted', current, current);
        return undefined;
      }
      if (isEqualJson(current, pending)) return current;
      return commit(resource, 'modified', pending, current);
    },

    remove(resource, namespace, name) {
      const current = tableOf(resource).get(namespace ?? '', name);
      if (current) commit(resource, 'deleted', current, current);
    },

    changesSince: (resource, resourceVersion) =>
      historyOf(resource).since(resourceVersion),

    trimHistory(resource) {
      for (const [id, history] of histories) {
        if (resource === undefined || id === resource) history.clear();
      }
    },

    subscribe(listener, resource) {
      const group =
        resource === undefined
          ? listenersOfAll
          : obtain(listeners, resource, () => new Set());
      group.add(listener);
      return () => {
        group.delete(listener);
      };
    },
  };

  function uniqueName(
    resource: ResourceId,
    namespace: string,
    prefix: string,
  ): string {
    let name = '';
    for (let attempt = 0; attempt < 8; attempt++) {
      name = generateName(prefix, random);
      if (!tableOf(resource).get(namespace, name)) return name;
    }
    throw generateNameExhausted(resourceNameOf(resource), name);
  }
}

function obtain<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}

function withMetadata(
  object: KubernetesObject,
  metadata: Partial<KubernetesObject['metadata']>,
): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, ...metadata } };
}

/** What no update may change. */
function identityOf({
  metadata,
}: KubernetesObject): Partial<KubernetesObject['metadata']> {
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    creationTimestamp: metadata.creationTimestamp,
    generation: metadata.generation,
    deletionTimestamp: metadata.deletionTimestamp,
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
  };
}

/** Kinds whose registry strategy counts generations: those with a spec, a few of the core group excepted. */
function tracksGeneration(
  resource: ResourceId,
  object: KubernetesObject,
): boolean {
  return object.spec !== undefined && !withoutGeneration.has(resource);
}

function hasSameIntent(
  left: KubernetesObject,
  right: KubernetesObject,
): boolean {
  const { metadata: leftMetadata, status: leftStatus, ...leftIntent } = left;
  const {
    metadata: rightMetadata,
    status: rightStatus,
    ...rightIntent
  } = right;
  return isEqualJson(leftIntent, rightIntent);
}

/** A namespace is born with the finalizer that keeps it until its contents are gone. */
function namespaceState(object: KubernetesObject): Partial<KubernetesObject> {
  return {
    spec: object.spec ?? { finalizers: ['kubernetes'] },
    status: object.status ?? { phase: 'Active' },
  };
}
