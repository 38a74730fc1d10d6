import type { KubernetesObject } from '@orrery/kubernetes-model';
import type {
  ClusterStore,
  DeleteRequest,
  ResourceId,
} from '../store/ClusterStore';
import type { KindMap, KnownResource } from './kinds/KindMap';

/** A change of one known kind. */
export interface KindChange<K extends KubernetesObject> {
  readonly kind: 'added' | 'modified' | 'deleted';
  readonly object: K;
  readonly previous?: K;
}

/** The cluster store seen through the kinds that controllers handle; promises are those of `ClusterStore`. */
export interface TypedStore {
  readonly raw: ClusterStore;
  get<R extends KnownResource>(
    resource: R,
    namespace: string | undefined,
    name: string,
  ): KindMap[R] | undefined;
  list<R extends KnownResource>(
    resource: R,
    namespace?: string,
  ): readonly KindMap[R][];
  /** Objects of this kind whose *controller* is the given uid, by name. */
  controlledBy<R extends KnownResource>(
    resource: R,
    uid: string | undefined,
  ): readonly KindMap[R][];
  create<R extends KnownResource>(resource: R, object: KindMap[R]): KindMap[R];
  /** As `ClusterStore.update`; an object that is gone is left gone. */
  update<R extends KnownResource>(
    resource: R,
    object: KubernetesObject,
    mutate: (current: KindMap[R]) => KindMap[R] | undefined,
  ): void;
  /** As `ClusterStore.delete`; an object that is gone is left gone. */
  delete(
    resource: ResourceId,
    object: KubernetesObject,
    request?: DeleteRequest,
  ): void;
  subscribe<R extends KnownResource>(
    resource: R,
    listener: (change: KindChange<KindMap[R]>) => void,
  ): () => void;
}

export function createTypedStore(store: ClusterStore): TypedStore {
  const isGone = (resource: ResourceId, object: KubernetesObject) => {
    const current = store.get(
      resource,
      object.metadata.namespace,
      object.metadata.name,
    );
    return !current || current.metadata.uid !== object.metadata.uid;
  };
  return {
    raw: store,
    get: (resource, namespace, name) => {
      const object = store.get(resource, namespace, name);
      return object && parseKind(resource, object);
    },
    list: (resource, namespace) =>
      store
        .list(resource, namespace)
        .map(object => parseKind(resource, object)),
    controlledBy: (resource, uid) =>
      uid === undefined
        ? []
        : store
            .listOwnedBy(uid)
            .filter(
              owned =>
                owned.resource === resource &&
                controllerUidOf(owned.object) === uid,
            )
            .map(owned => parseKind(resource, owned.object))
            .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)),
    create: (resource, object) =>
      parseKind(resource, store.create(resource, object)),
    update: (resource, object, mutate) => {
      if (isGone(resource, object)) return;
      store.update(
        resource,
        object.metadata.namespace,
        object.metadata.name,
        current => mutate(parseKind(resource, current)),
      );
    },
    delete: (resource, object, request) => {
      if (isGone(resource, object)) return;
      store.delete(
        resource,
        object.metadata.namespace,
        object.metadata.name,
        request,
      );
    },
    subscribe: (resource, listener) =>
      store.subscribe(
        change =>
          listener({
            kind: change.kind,
            object: parseKind(resource, change.object),
            previous: change.previous && parseKind(resource, change.previous),
          }),
        resource,
      ),
  };
}

/** The uid of the object's managing owner. */
export function controllerUidOf(object: KubernetesObject): string | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller)?.uid;
}

/** The API layer has validated what is stored; the simulated controllers rely on it as the real ones do. */
export function parseKind<R extends KnownResource>(
  resource: R,
  object: KubernetesObject,
): KindMap[R] {
  return object as KindMap[typeof resource];
}
