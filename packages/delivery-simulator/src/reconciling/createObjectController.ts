import type { KubernetesObject } from '@orrery/kubernetes-model';
import type {
  ClusterPort,
  KindRef,
  ObjectChange,
} from '../cluster/ClusterPort';
import { ClusterRequestError } from '../cluster/ClusterRequestError';
import { createReconcileQueue } from '../queue/createReconcileQueue';
import { keyOf, parseKey } from './objectKey';

export interface ObjectControllerOptions {
  readonly cluster: ClusterPort;
  readonly kind: KindRef;
  /** Resolves with the delay after which the object wants to be looked at again whatever happens. */
  readonly reconcile: (
    object: KubernetesObject,
    signal: AbortSignal,
  ) => Promise<number | undefined>;
  /** Whether a change of an object of `kind` is worth a reconciliation; every change is, by default. */
  readonly isRelevant?: (change: ObjectChange) => boolean;
  readonly reportError: (error: unknown, context: string) => void;
}

/** Reconciles the objects of one kind: at the start, when they change, and when `add` names them. */
export interface ObjectController {
  add(namespace: string | undefined, name: string, delayMs?: number): void;
  dispose(): void;
}

const CONFLICT_RETRY_MS = 1_000;

export function createObjectController(
  options: ObjectControllerOptions,
): ObjectController {
  const { cluster, kind, reportError } = options;

  const queue = createReconcileQueue({
    clock: cluster,
    // One of an object at a time; who waits for a cluster holds up nobody else.
    concurrency: Infinity,
    reconcile: async (key, signal) => {
      const object = cluster.get({ ...kind, ...parseKey(key) });
      if (!object) return;
      const againMs = await reconcileUnlessOutdated(object, signal);
      if (againMs !== undefined) queue.add(key, Math.max(1, againMs));
    },
    reportError: (error, key) => reportError(error, `${kind.kind} ${key}`),
  });

  /** Somebody wrote first: no failure, the next look sees what they wrote. */
  async function reconcileUnlessOutdated(
    object: KubernetesObject,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    try {
      return await options.reconcile(object, signal);
    } catch (error) {
      const isConflict =
        error instanceof ClusterRequestError && error.reason === 'Conflict';
      if (!isConflict) throw error;
      return CONFLICT_RETRY_MS;
    }
  }

  cluster.list(kind).forEach(each => queue.add(keyOf(each)));
  const unsubscribe = cluster.subscribe(kind, change => {
    if (options.isRelevant?.(change) ?? true) queue.add(keyOf(change.object));
  });
  return {
    add: (namespace, name, delayMs) =>
      queue.add(`${namespace ?? ''}/${name}`, delayMs),
    dispose: () => {
      unsubscribe();
      queue.dispose();
    },
  };
}
