import {
  applyMergePatch,
  parseKubernetesObject,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type {
  ClusterPort,
  ObjectEvent,
  ObjectRef,
  ServedKind,
} from '../cluster/ClusterPort';
import { ClusterRequestError } from '../cluster/ClusterRequestError';
import { threeWayMerge } from '../manifests/merge/threeWayMerge';
import { createManualTimers, type ManualTimers } from './createManualTimers';
import { createMemoryStore } from './createMemoryStore';
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
  const store = createMemoryStore(timers.nowMs);
  const applied = new Map<string, KubernetesObject>();
  const events: ObjectEvent[] = [];
  const writes: MemoryWrite[] = [];
  const refusals: { matches: (write: MemoryWrite) => boolean; error: Error }[] =
    [];
  let randomState = 1;

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
    const kind = store.resolve(ref);
    if (!kind) throw notFound(kind, ref);
    return { kind, dryRun: write.dryRun, found: store.get(ref) };
  };
  const requireNamespace = (ref: ObjectRef, kind: ServedKind) => {
    if (!options.hasNamespaces || !kind.namespaced) return;
    const name = ref.namespace ?? 'default';
    if (!store.get({ apiVersion: 'v1', kind: 'Namespace', name })) {
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
    resolve: store.resolve,
    servedKinds: store.servedKinds,
    get: store.get,
    list: store.list,
    listOwnedBy: store.listOwnedBy,
    subscribe: store.subscribe,
    create: async (object, request) => {
      const { kind, dryRun, found } = begin('create', refOf(object), request);
      requireNamespace(refOf(object), kind);
      if (found) {
        throw new ClusterRequestError(
          'AlreadyExists',
          `${resourceNameOf(kind)} "${object.metadata.name}" already exists`,
        );
      }
      return store.put(home(object, kind), dryRun);
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
      return store.put({ ...home(object, kind), ...statusOf(found) }, dryRun);
    },
    updateStatus: async (object, request) => {
      const { kind, dryRun, found } = begin(
        'updateStatus',
        refOf(object),
        request,
      );
      if (!found) throw notFound(kind, refOf(object));
      return store.put({ ...found, ...statusOf(object) }, dryRun);
    },
    mergePatch: async (ref, patch, request) => {
      const { kind, dryRun, found } = begin('patch', ref, request);
      if (!found) throw notFound(kind, ref);
      const wanted =
        request.subresource === 'status' ? { status: patch.status } : patch;
      return store.put(
        parseKubernetesObject(applyMergePatch(found, wanted)),
        dryRun,
      );
    },
    apply: async (object, request) => {
      const { kind, dryRun, found } = begin('apply', refOf(object), request);
      requireNamespace(refOf(object), kind);
      const wanted = home(object, kind);
      const key = store.keyOf(refOf(wanted));
      const merged = threeWayMerge(
        applied.get(`${key} ${request.manager}`),
        wanted,
        found ?? {},
        wanted,
      );
      if (!dryRun) applied.set(`${key} ${request.manager}`, wanted);
      return store.put(parseKubernetesObject(merged), dryRun);
    },
    delete: async (ref, request) => {
      const { dryRun } = begin('delete', ref, request);
      if (!dryRun) store.remove(ref);
    },
    recordEvent: event => {
      events.push(event);
    },
    seed: (...seeds) => {
      for (const object of seeds) {
        const kind = store.resolve(refOf(object));
        if (!kind) throw new Error(`${object.kind} is not served`);
        store.put(home(object, kind), false);
      }
    },
    remove: store.drop,
    refuseOnce: (matches, error) => {
      refusals.push({ matches, error });
    },
    advance: timers.advance,
  };
  return cluster;
}

function statusOf(object: KubernetesObject): Readonly<Record<string, unknown>> {
  return object.status === undefined ? {} : { status: object.status };
}
