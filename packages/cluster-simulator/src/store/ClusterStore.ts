import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { SimulationClock } from '../clock/SimulationClock';

/** A kind's identity in the store: `pods`, `deployments.apps`, `leases.coordination.k8s.io` (plural, then group if any). */
export type ResourceId = string;

export interface StoreChange {
  readonly kind: 'added' | 'modified' | 'deleted';
  readonly resource: ResourceId;
  /** The object after the change; for `deleted` its last state carrying the deletion's resourceVersion. */
  readonly object: KubernetesObject;
  readonly previous?: KubernetesObject;
  readonly resourceVersion: number;
}

export interface DeleteRequest {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
}

/**
 * The state of one simulated cluster: what etcd and the registry layer of the API server hold.
 * - One counter of resource versions for the whole store; every stored change bumps it by one.
 * - Stored objects are immutable: never mutate what `get` or `list` returns.
 * - Listeners run synchronously, in the order of the changes; a listener must not write (schedule it on the clock).
 * - Throws `StatusError` (see StatusError.ts), worded as the API server words it.
 */
export interface ClusterStore {
  readonly clock: SimulationClock;
  /** The newest resource version. */
  resourceVersion(): number;
  get(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
  /** Sorted by namespace, then name. Without `namespace`: all. */
  list(resource: ResourceId, namespace?: string): readonly KubernetesObject[];
  /** Objects of any kind whose ownerReferences name this uid. */
  listOwnedBy(
    uid: string,
  ): readonly { resource: ResourceId; object: KubernetesObject }[];
  count(resource: ResourceId, namespace?: string): number;
  /** Sets uid, creationTimestamp, generation and resourceVersion; keeps a given creationTimestamp when `seeding`. */
  create(
    resource: ResourceId,
    object: KubernetesObject,
    options?: { seeding?: boolean },
  ): KubernetesObject;
  /**
   * Replaces an object by what `mutate` returns; `undefined` or an equal object is a no-op with no event.
   * Bumps `generation` when anything outside metadata and status changed. Removes the object when it is being
   * deleted and its last finalizer (and, for pods, its grace) went. Returns the stored object.
   */
  update(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
    mutate: (current: KubernetesObject) => KubernetesObject | undefined,
  ): KubernetesObject;
  /** API deletion: finalizers, grace period (pods), propagation. Returns the object while it is pending, else undefined. */
  delete(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
    request?: DeleteRequest,
  ): KubernetesObject | undefined;
  /** Removes at once, without finalizers or grace: for the simulated kubelet and garbage collector. Missing is harmless. */
  remove(
    resource: ResourceId,
    namespace: string | undefined,
    name: string,
  ): void;
  /** Changes after `resourceVersion`, oldest first, or `'expired'` when the history no longer reaches back so far. */
  changesSince(
    resource: ResourceId,
    resourceVersion: number,
  ): readonly StoreChange[] | 'expired';
  /** Forgets the history up to now (of one resource, or of all), so that older resume points answer 'expired'. */
  trimHistory(resource?: ResourceId): void;
  /** Every change from now on; of one resource, or of all. */
  subscribe(
    listener: (change: StoreChange) => void,
    resource?: ResourceId,
  ): () => void;
}
