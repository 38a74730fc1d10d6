import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ResourceId } from '../../store/ClusterStore';
import type { Controller, ControllerContext } from '../ControllerContext';
import { createWorkQueue } from '../queue/createWorkQueue';

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';

/**
 * Deletes what nobody owns any more.
 * - Background: dependents go once all their owners are gone.
 * - Foreground: dependents that block go first, then the owner loses its finalizer.
 * - Orphan: dependents lose the reference, then the owner loses its finalizer.
 */
export function createGarbageCollector(context: ControllerContext): Controller {
  const { clock } = context;
  const store = context.store.raw;

  /** Uids that were seen going; an owner that never was counts as alive until its own deletion is seen. */
  const gone = new Set<string>();

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) =>
      context.reportError(error, `garbage of ${key}`),
  });
  const foreground = new Map<
    string,
    { resource: ResourceId; object: KubernetesObject }
  >();

  function reconcile(key: string) {
    const [resource, namespace, name, uid] = key.split('|');
    const object = store.get(resource, namespace || undefined, name);
    if (!object || object.metadata.uid !== uid) {
      ownerGone(uid);
      return;
    }
    const finalizers = object.metadata.finalizers ?? [];
    if (finalizers.includes(ORPHAN)) orphanDependents(resource, object);
    else if (finalizers.includes(FOREGROUND)) deleteFirst(resource, object);
  }

  function ownerGone(uid: string) {
    for (const { resource, object } of store.listOwnedBy(uid)) {
      const others = (object.metadata.ownerReferences ?? []).filter(
        owner => owner.uid !== uid && isAlive(owner.uid),
      );
      if (others.length > 0) dropReference(resource, object, uid);
      else remove(resource, object, 'Background');
    }
  }

  function orphanDependents(resource: ResourceId, owner: KubernetesObject) {
    const uid = owner.metadata.uid ?? '';
    for (const dependent of store.listOwnedBy(uid)) {
      dropReference(dependent.resource, dependent.object, uid);
    }
    dropFinalizer(resource, owner, ORPHAN);
  }

  function deleteFirst(resource: ResourceId, owner: KubernetesObject) {
    const uid = owner.metadata.uid ?? '';
    const dependents = store.listOwnedBy(uid);
    for (const { resource: kind, object } of dependents) {
      if (!object.metadata.deletionTimestamp)
        remove(kind, object, 'Foreground');
    }
    const isBlocked = store
      .listOwnedBy(uid)
      .some(({ object }) =>
        object.metadata.ownerReferences?.some(
          each => each.uid === uid && each.blockOwnerDeletion,
        ),
      );
    if (!isBlocked) dropFinalizer(resource, owner, FOREGROUND);
  }

  function remove(
    resource: ResourceId,
    object: KubernetesObject,
    propagationPolicy: 'Background' | 'Foreground',
  ) {
    if (object.metadata.deletionTimestamp) return;
    const hasDependents =
      store.listOwnedBy(object.metadata.uid ?? '').length > 0;
    store.delete(
      resource,
      object.metadata.namespace,
      object.metadata.name,
      propagationPolicy === 'Foreground' && hasDependents
        ? { propagationPolicy }
        : {},
    );
  }

  function dropReference(
    resource: ResourceId,
    object: KubernetesObject,
    uid: string,
  ) {
    store.update(
      resource,
      object.metadata.namespace,
      object.metadata.name,
      current => ({
        ...current,
        metadata: {
          ...current.metadata,
          ownerReferences: current.metadata.ownerReferences?.filter(
            owner => owner.uid !== uid,
          ),
        },
      }),
    );
  }

  function dropFinalizer(
    resource: ResourceId,
    object: KubernetesObject,
    finalizer: string,
  ) {
    store.update(
      resource,
      object.metadata.namespace,
      object.metadata.name,
      current => ({
        ...current,
        metadata: {
          ...current.metadata,
          finalizers: current.metadata.finalizers?.filter(
            each => each !== finalizer,
          ),
        },
      }),
    );
  }
  function isAlive(uid: string) {
    return !gone.has(uid);
  }
  function add(resource: ResourceId, object: KubernetesObject) {
    const { namespace = '', name, uid = '' } = object.metadata;
    queue.add(`${resource}|${namespace}|${name}|${uid}`);
  }
  const unsubscribe = store.subscribe(({ kind, resource, object }) => {
    if (kind === 'deleted') {
      const uid = object.metadata.uid ?? '';
      if (store.listOwnedBy(uid).length > 0) {
        gone.add(uid);
        add(resource, object);
      }
      // An owner that deletes in the foreground may have waited for this one.
      for (const owner of object.metadata.ownerReferences ?? []) {
        const waiting = foreground.get(owner.uid);
        if (waiting) add(waiting.resource, waiting.object);
      }
      foreground.delete(uid);
      return;
    }
    const finalizers = object.metadata.finalizers;
    if (!finalizers || !object.metadata.deletionTimestamp) return;
    if (finalizers.includes(FOREGROUND)) {
      foreground.set(object.metadata.uid ?? '', { resource, object });
    }
    if (finalizers.includes(FOREGROUND) || finalizers.includes(ORPHAN)) {
      add(resource, object);
    }
  });
  return {
    dispose: () => {
      unsubscribe();
      queue.dispose();
    },
  };
}
