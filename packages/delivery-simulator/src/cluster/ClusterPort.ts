import type { KubernetesObject } from '@orrery/kubernetes-model';

/** Names a kind as manifests do. */
export interface KindRef {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Names an object; `namespace` is missing for cluster-scoped kinds. */
export interface ObjectRef extends KindRef {
  readonly namespace?: string;
  readonly name: string;
}

/** A kind that the cluster serves. */
export interface ServedKind extends KindRef {
  /** Lower case, as in request paths: `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
}

export interface ObjectChange {
  readonly kind: 'added' | 'modified' | 'deleted';
  /** After the change; for `deleted` the last state. */
  readonly object: KubernetesObject;
  readonly previous?: KubernetesObject;
}

export interface WriteRequest {
  /** Field manager, and the user agent that audits show: `argocd-controller`. */
  readonly manager: string;
  /** Everything but the last step: nothing is stored. */
  readonly dryRun?: boolean;
}

export interface ApplyRequest extends WriteRequest {
  /** Takes fields over from other managers instead of failing with `Conflict`. */
  readonly force?: boolean;
}

export interface DeleteRequest extends WriteRequest {
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
}

/** What `kubectl get events` shows: recorded against `regarding`, repetitions are counted. */
export interface ObjectEvent {
  readonly regarding: KubernetesObject;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** The component: `argocd-application-controller`. */
  readonly source: string;
}

/**
 * One cluster as a delivery controller sees it: reads from a cache, writes through the API server.
 * - Reads are synchronous and complete; objects are immutable, never mutate what `get`, `list` or a listener hands out.
 * - Objects carry `apiVersion` and `kind`; they are in the version that was asked for.
 * - Listeners run synchronously in the order of the changes and must not write before they return: use `schedule(0, …)`.
 * - Writes go through validation, defaults, quota and limit admission, and server-side field ownership. They reject with
 *   `ClusterRequestError`, worded as the API server words it; nothing is half-written.
 * - Time is the cluster's virtual time. Never use timers or `Date.now()` beside it.
 */
export interface ClusterPort {
  /** `prod-eu`. */
  readonly name: string;
  /** `https://127.0.0.1:PORT`; `https://kubernetes.default.svc` names the controller's own cluster too. */
  readonly serverUrl: string;
  nowMs(): number;
  /** Runs `callback` once, `delayMs` of virtual time from now, never synchronously. Returns its cancellation. */
  schedule(delayMs: number, callback: () => void): () => void;
  /** Numbers in [0, 1), seeded: names and choices come from here. */
  random(): number;

  /** Undefined when the cluster does not serve the kind (its CRD is not installed, or not yet). */
  resolve(ref: KindRef): ServedKind | undefined;
  /** Every kind that can be listed, for pruning and trees. */
  servedKinds(): readonly ServedKind[];

  get(ref: ObjectRef): KubernetesObject | undefined;
  /** Sorted by namespace, then name. Empty for a kind that is not served. */
  list(kind: KindRef, namespace?: string): readonly KubernetesObject[];
  /** Objects of any kind whose ownerReferences name this uid. */
  listOwnedBy(uid: string): readonly KubernetesObject[];
  /** Every change from now on, also of a kind that is served later. */
  subscribe(
    kind: KindRef,
    listener: (change: ObjectChange) => void,
  ): () => void;

  create(
    object: KubernetesObject,
    request: WriteRequest,
  ): Promise<KubernetesObject>;
  /** Replaces all but the status; with a `resourceVersion` a stale one rejects with `Conflict`. */
  update(
    object: KubernetesObject,
    request: WriteRequest,
  ): Promise<KubernetesObject>;
  /** Replaces the status alone (the kind must have the subresource). */
  updateStatus(
    object: KubernetesObject,
    request: WriteRequest,
  ): Promise<KubernetesObject>;
  /** JSON merge patch; `subresource` is `status` or missing. */
  mergePatch(
    ref: ObjectRef,
    patch: Readonly<Record<string, unknown>>,
    request: WriteRequest & { readonly subresource?: 'status' },
  ): Promise<KubernetesObject>;
  /** Server-side apply. */
  apply(
    object: KubernetesObject,
    request: ApplyRequest,
  ): Promise<KubernetesObject>;
  /** An object that is gone is left gone. */
  delete(ref: ObjectRef, request: DeleteRequest): Promise<void>;
  /** Never rejects: an event is best effort. */
  recordEvent(event: ObjectEvent): void;
}
