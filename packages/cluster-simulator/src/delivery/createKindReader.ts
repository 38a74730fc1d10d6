import type {
  KindRef,
  ObjectChange,
  ServedKind,
} from '@orrery/delivery-simulator';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  groupVersionOf,
  ResourceDefinition,
} from '../resources/ResourceDefinition';
import type { ResourceRegistry } from '../resources/ResourceRegistry';
import { toServed } from '../server/writeObject';
import type { ClusterStore } from '../store/ClusterStore';

/** Reads of kinds by version and kind, as `ClusterPort` promises them. */
export interface KindReader {
  find(ref: KindRef): ResourceDefinition | undefined;
  servedKinds(): readonly ServedKind[];
  get(
    ref: KindRef,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
  list(ref: KindRef, namespace?: string): readonly KubernetesObject[];
  subscribe(ref: KindRef, listener: (change: ObjectChange) => void): () => void;
}

/** Reads straight from the store. The same stored object is the same served one, as long as its kind is served. */
export function createKindReader(
  store: ClusterStore,
  registry: ResourceRegistry,
): KindReader {
  const served = new WeakMap<
    ResourceDefinition,
    WeakMap<KubernetesObject, KubernetesObject>
  >();

  function find({ apiVersion, kind }: KindRef): ResourceDefinition | undefined {
    const found = registry.findKind(apiVersion, kind);
    return found?.virtual ? undefined : found;
  }

  function inVersion(
    definition: ResourceDefinition,
    object: KubernetesObject,
  ): KubernetesObject {
    if (
      object.kind === definition.kind &&
      object.apiVersion === groupVersionOf(definition)
    )
      return object;
    let known = served.get(definition);
    if (!known) {
      known = new WeakMap();
      served.set(definition, known);
    }
    let converted = known.get(object);
    if (!converted) {
      converted = toServed(definition, object);
      known.set(object, converted);
    }
    return converted;
  }

  return {
    find,
    servedKinds: () => preferredKinds(registry),
    get(ref, namespace, name) {
      const definition = find(ref);
      if (!definition) return undefined;
      const scope = definition.namespaced ? namespace : undefined;
      const object = store.get(definition.storage, scope, name);
      return object && inVersion(definition, object);
    },
    list(ref, namespace) {
      const definition = find(ref);
      if (!definition) return [];
      const scope = definition.namespaced ? namespace : undefined;
      return store
        .list(definition.storage, scope)
        .map(object => inVersion(definition, object));
    },
    subscribe(ref, listener) {
      // Of a kind that is no longer served the last definition goes on: its objects are still being deleted.
      let definition: ResourceDefinition | undefined;
      let leave = () => {};
      const follow = () => {
        const found = find(ref);
        if (!found || found === definition) return;
        const isSamePlace = found.storage === definition?.storage;
        definition = found;
        if (isSamePlace) return;
        leave();
        leave = store.subscribe(({ kind, object, previous }) => {
          const form = definition ?? found;
          listener({
            kind,
            object: inVersion(form, object),
            ...(previous ? { previous: inVersion(form, previous) } : {}),
          });
        }, found.storage);
      };
      follow();
      const forget = registry.subscribe(follow);
      return () => {
        forget();
        leave();
      };
    },
  };
}

/** Every kind once, in the preferred version of its group. */
function preferredKinds(registry: ResourceRegistry): readonly ServedKind[] {
  const groups = registry.groups();
  const kinds = new Map<string, ServedKind & { readonly rank: number }>();
  for (const definition of registry.all()) {
    const { group, version, kind, plural, namespaced } = definition;
    if (definition.virtual || !definition.verbs.includes('list')) continue;
    const rank = groups.get(group)?.indexOf(version) ?? 0;
    const key = `${group}/${kind}`;
    if ((kinds.get(key)?.rank ?? Infinity) <= rank) continue;
    const apiVersion = groupVersionOf(definition);
    kinds.set(key, { apiVersion, kind, plural, namespaced, rank });
  }
  return [...kinds.values()].map(({ rank, ...kind }) => kind);
}
