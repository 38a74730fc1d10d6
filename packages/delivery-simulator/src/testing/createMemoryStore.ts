import { isDeepStrictEqual } from 'node:util';
import { groupOf, type KubernetesObject } from '@orrery/kubernetes-model';
import type {
  KindRef,
  ObjectChange,
  ObjectRef,
  ServedKind,
} from '../cluster/ClusterPort';
import {
  builtInKindOf,
  isSameKind,
  servedBuiltInKinds,
  servedKindsOf,
} from './memoryKinds';
import { refOf, withMetadata } from './memoryRequests';

/** Objects of a cluster in memory: versions, generations, finalizers, cascading deletion. */
export interface MemoryStore {
  /** The same for every version of the kind. */
  keyOf(ref: ObjectRef): string;
  resolve(ref: KindRef): ServedKind | undefined;
  servedKinds(): readonly ServedKind[];
  get(ref: ObjectRef): KubernetesObject | undefined;
  list(kind: KindRef, namespace?: string): readonly KubernetesObject[];
  listOwnedBy(uid: string): readonly KubernetesObject[];
  subscribe(
    kind: KindRef,
    listener: (change: ObjectChange) => void,
  ): () => void;
  /** Stores an object with its new version; nothing happens when it is as it was. */
  put(object: KubernetesObject, dryRun: boolean): KubernetesObject;
  /** As a DELETE does: finalizers hold it. */
  remove(ref: ObjectRef): void;
  /** At once, whatever holds it. */
  drop(ref: ObjectRef): void;
}

/** An empty store; new objects are created `nowMs()`. */
export function createMemoryStore(nowMs: () => number): MemoryStore {
  const objects = new Map<string, KubernetesObject>();
  const listeners = new Map<string, Set<(change: ObjectChange) => void>>();
  let version = 1000;

  const resolve = (ref: KindRef): ServedKind | undefined =>
    builtInKindOf(ref) ?? customKinds().find(kind => isSameKind(kind, ref));
  function customKinds(): readonly ServedKind[] {
    return [...objects.values()]
      .filter(object => object.kind === 'CustomResourceDefinition')
      .flatMap(servedKindsOf);
  }
  const idOf = (ref: KindRef) => `${groupOf(ref.apiVersion)}/${ref.kind}`;
  const keyOf = (ref: ObjectRef) => {
    const namespace = resolve(ref)?.namespaced
      ? ref.namespace ?? 'default'
      : '';
    return `${idOf(ref)} ${namespace}/${ref.name}`;
  };
  const emit = (change: ObjectChange) => {
    for (const listener of [
      ...(listeners.get(idOf(refOf(change.object))) ?? []),
    ]) {
      listener(change);
    }
  };
  const asServed = (object: KubernetesObject, ref: KindRef) =>
    object.apiVersion === ref.apiVersion
      ? object
      : { ...object, apiVersion: ref.apiVersion };

  const put = (object: KubernetesObject, dryRun: boolean): KubernetesObject => {
    const key = keyOf(refOf(object));
    const previous = objects.get(key);
    const isChanged =
      previous !== undefined &&
      !isDeepStrictEqual(specOf(previous), specOf(object));
    const next = withMetadata(object, {
      resourceVersion: previous?.metadata.resourceVersion,
      uid:
        previous?.metadata.uid ?? object.metadata.uid ?? `uid-${version + 1}`,
      creationTimestamp:
        previous?.metadata.creationTimestamp ??
        object.metadata.creationTimestamp ??
        timeOf(nowMs()),
      generation:
        (previous?.metadata.generation ?? (previous ? 1 : 0)) +
        (isChanged || !previous ? 1 : 0),
    });
    if (previous && isDeepStrictEqual(previous, next)) return previous;
    if (dryRun) return next;
    const stored = withMetadata(next, { resourceVersion: String(++version) });
    const isGone =
      stored.metadata.deletionTimestamp !== undefined &&
      (stored.metadata.finalizers ?? []).length === 0;
    if (isGone) {
      drop(key, stored);
    } else {
      objects.set(key, stored);
      emit(
        previous
          ? { kind: 'modified', object: stored, previous }
          : { kind: 'added', object: stored },
      );
    }
    return stored;
  };
  function drop(key: string, last: KubernetesObject): void {
    objects.delete(key);
    emit({ kind: 'deleted', object: last });
    for (const owned of listOwnedBy(last.metadata.uid ?? '')) {
      remove(refOf(owned));
    }
  }
  function remove(ref: ObjectRef): void {
    const key = keyOf(ref);
    const found = objects.get(key);
    if (!found) return;
    if ((found.metadata.finalizers ?? []).length === 0) {
      drop(key, found);
    } else if (!found.metadata.deletionTimestamp) {
      put(withMetadata(found, { deletionTimestamp: timeOf(nowMs()) }), false);
    }
  }
  function listOwnedBy(uid: string): readonly KubernetesObject[] {
    return [...objects.values()].filter(object =>
      object.metadata.ownerReferences?.some(owner => owner.uid === uid),
    );
  }

  return {
    keyOf,
    resolve,
    servedKinds: () => [...servedBuiltInKinds, ...customKinds()],
    get: ref => {
      const found = objects.get(keyOf(ref));
      return found && asServed(found, ref);
    },
    list: (kind, namespace) =>
      [...objects.values()]
        .filter(
          object =>
            idOf(refOf(object)) === idOf(kind) &&
            (namespace === undefined ||
              object.metadata.namespace === namespace),
        )
        .map(object => asServed(object, kind))
        .sort((a, b) => compareText(keyOf(refOf(a)), keyOf(refOf(b)))),
    listOwnedBy,
    subscribe: (kind, listener) => {
      const own = listeners.get(idOf(kind)) ?? new Set();
      listeners.set(idOf(kind), own.add(listener));
      return () => {
        own.delete(listener);
      };
    },
    put,
    remove,
    drop: ref => {
      const found = objects.get(keyOf(ref));
      if (found) drop(keyOf(ref), found);
    },
  };
}

function specOf(object: KubernetesObject): Readonly<Record<string, unknown>> {
  const { metadata, status, ...rest } = object;
  return rest;
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function compareText(left: string, right: string): number {
  return Number(left > right) - Number(left < right);
}
