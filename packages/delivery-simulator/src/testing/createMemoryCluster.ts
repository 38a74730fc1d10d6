import { isDeepStrictEqual } from 'node:util';
import {
  groupOf,
  parseKubernetesObject,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type {
  ClusterPort,
  KindRef,
  ObjectChange,
  ObjectEvent,
  ObjectRef,
  ServedKind,
} from '../cluster/ClusterPort';
import { ClusterRequestError } from '../cluster/ClusterRequestError';
import { applyMergePatch } from '../manifests/merge/applyMergePatch';
import { threeWayMerge } from '../manifests/merge/threeWayMerge';
import { createManualTimers, type ManualTimers } from './createManualTimers';
import {
  builtInKindOf,
  isSameKind,
  servedBuiltInKinds,
  servedKindsOf,
} from './memoryKinds';
import {
  notFound,
  refOf,
  resourceNameOf,
  withMetadata,
} from './memoryRequests';

/** What a test may say about the cluster. */
export interface MemoryClusterOptions {
  readonly name?: string;
  readonly serverUrl?: string;
  /** Clusters of one fleet share their time. */
  readonly timers?: ManualTimers;
  /** Objects of a namespace that does not exist are refused. Default: false. */
  readonly hasNamespaces?: boolean;
}

/** A write that was asked for: `apply Deployment shop/web`. */
export interface MemoryWrite {
  readonly verb:
    | 'create'
    | 'update'
    | 'updateStatus'
    | 'patch'
    | 'apply'
    | 'delete';
  readonly ref: ObjectRef;
  readonly manager: string;
  readonly dryRun: boolean;
}

/** A cluster for unit tests, with hands to move it from outside. */
export interface MemoryCluster extends ClusterPort {
  readonly timers: ManualTimers;
  readonly events: readonly ObjectEvent[];
  readonly writes: readonly MemoryWrite[];
  /** Stores objects as they are, status included; listeners hear of it. */
  seed(...objects: readonly KubernetesObject[]): void;
  /** Takes an object away without asking its finalizers. */
  remove(ref: ObjectRef): void;
  /** The next write that `matches` rejects with `error`. */
  refuseOnce(matches: (write: MemoryWrite) => boolean, error: Error): void;
  /** Lets time pass; with 0 whatever is due now happens. */
  advance(durationMs: number): Promise<void>;
}

const START_MS = Date.UTC(2026, 2, 2, 10);

/**
 * A cluster in memory that keeps the promises of `ClusterPort` as far as controllers can tell: kinds of
 * CustomResourceDefinitions, versions, generations, finalizers, cascading deletion, server-side apply without conflicts.
 * There are no controllers: pods do not come by themselves. Time stands still until `advance`.
 */
export function createMemoryCluster(
  options: MemoryClusterOptions = {},
): MemoryCluster {
  const timers = options.timers ?? createManualTimers(START_MS);
  const objects = new Map<string, KubernetesObject>();
  const applied = new Map<string, KubernetesObject>();
  const listeners = new Map<string, Set<(change: ObjectChange) => void>>();
  const events: ObjectEvent[] = [];
  const writes: MemoryWrite[] = [];
  const refusals: { matches: (write: MemoryWrite) => boolean; error: Error }[] =
    [];
  let version = 1000;
  let randomState = 1;

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

  const store = (
    object: KubernetesObject,
    dryRun: boolean,
  ): KubernetesObject => {
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
        timeOf(timers.nowMs()),
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
    applied.delete(key);
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
      store(
        withMetadata(found, { deletionTimestamp: timeOf(timers.nowMs()) }),
        false,
      );
    }
  }
  function listOwnedBy(uid: string): readonly KubernetesObject[] {
    return [...objects.values()].filter(object =>
      object.metadata.ownerReferences?.some(owner => owner.uid === uid),
    );
  }
  const begin = (
    verb: MemoryWrite['verb'],
    ref: ObjectRef,
    request: { readonly manager: string; readonly dryRun?: boolean },
  ) => {
    const write = {
      verb,
      ref,
      manager: request.manager,
      dryRun: request.dryRun === true,
    };
    writes.push(write);
    const index = refusals.findIndex(each => each.matches(write));
    if (index !== -1) throw refusals.splice(index, 1)[0].error;
    const kind = resolve(ref);
    if (!kind) throw notFound(kind, ref);
    return { kind, dryRun: write.dryRun, found: objects.get(keyOf(ref)) };
  };
  const requireNamespace = (ref: ObjectRef, kind: ServedKind) => {
    if (!options.hasNamespaces || !kind.namespaced) return;
    const name = ref.namespace ?? 'default';
    if (!objects.has(keyOf({ apiVersion: 'v1', kind: 'Namespace', name }))) {
      throw new ClusterRequestError(
        'NotFound',
        `namespaces "${name}" not found`,
      );
    }
  };
  const home = (object: KubernetesObject, kind: ServedKind) =>
    kind.namespaced && !object.metadata.namespace
      ? withMetadata(object, { namespace: 'default' })
      : object;

  const cluster: MemoryCluster = {
    name: options.name ?? 'test',
    serverUrl: options.serverUrl ?? 'https://kubernetes.default.svc',
    timers,
    events,
    writes,
    nowMs: timers.nowMs,
    schedule: timers.schedule,
    random: () => {
      randomState = (randomState * 48271) % 2147483647;
      return randomState / 2147483647;
    },
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
    create: async (object, request) => {
      const { kind, dryRun, found } = begin('create', refOf(object), request);
      requireNamespace(refOf(object), kind);
      if (found) {
        throw new ClusterRequestError(
          'AlreadyExists',
          `${resourceNameOf(kind)} "${object.metadata.name}" already exists`,
        );
      }
      return store(home(object, kind), dryRun);
    },
    update: async (object, request) => {
      const { kind, dryRun, found } = begin('update', refOf(object), request);
      if (!found) throw notFound(kind, refOf(object));
      const wanted = object.metadata.resourceVersion;
      if (wanted && wanted !== found.metadata.resourceVersion) {
        throw new ClusterRequestError(
          'Conflict',
          `Operation cannot be fulfilled on ${resourceNameOf(kind)} "${
            object.metadata.name
          }": the object has been modified; please apply your changes to the latest version and try again`,
        );
      }
      return store({ ...home(object, kind), ...statusOf(found) }, dryRun);
    },
    updateStatus: async (object, request) => {
      const { kind, dryRun, found } = begin(
        'updateStatus',
        refOf(object),
        request,
      );
      if (!found) throw notFound(kind, refOf(object));
      return store({ ...found, ...statusOf(object) }, dryRun);
    },
    mergePatch: async (ref, patch, request) => {
      const { kind, dryRun, found } = begin('patch', ref, request);
      if (!found) throw notFound(kind, ref);
      const wanted =
        request.subresource === 'status' ? { status: patch.status } : patch;
      return store(
        parseKubernetesObject(applyMergePatch(found, wanted)),
        dryRun,
      );
    },
    apply: async (object, request) => {
      const { kind, dryRun, found } = begin('apply', refOf(object), request);
      requireNamespace(refOf(object), kind);
      const wanted = home(object, kind);
      const key = keyOf(refOf(wanted));
      const merged = threeWayMerge(
        applied.get(`${key} ${request.manager}`),
        wanted,
        found ?? {},
        wanted,
      );
      if (!dryRun) applied.set(`${key} ${request.manager}`, wanted);
      return store(parseKubernetesObject(merged), dryRun);
    },
    delete: async (ref, request) => {
      const { dryRun } = begin('delete', ref, request);
      if (!dryRun) remove(ref);
    },
    recordEvent: event => {
      events.push(event);
    },
    seed: (...seeds) => {
      for (const object of seeds) {
        const kind = resolve(refOf(object));
        if (!kind) throw new Error(`${object.kind} is not served`);
        store(home(object, kind), false);
      }
    },
    remove: ref => {
      const found = objects.get(keyOf(ref));
      if (found) drop(keyOf(ref), found);
    },
    refuseOnce: (matches, error) => {
      refusals.push({ matches, error });
    },
    advance: timers.advance,
  };
  return cluster;
}

function specOf(object: KubernetesObject): Readonly<Record<string, unknown>> {
  const { metadata, status, ...rest } = object;
  return rest;
}

function statusOf(object: KubernetesObject): Readonly<Record<string, unknown>> {
  return object.status === undefined ? {} : { status: object.status };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function compareText(left: string, right: string): number {
  return Number(left > right) - Number(left < right);
}
