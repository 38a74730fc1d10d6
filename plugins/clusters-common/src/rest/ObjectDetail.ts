import type { Health, KubernetesObject } from '@orrery/kubernetes-model';
import type { LiveRow } from '../live/LiveQuery';

/** `GET /v1/clusters/:cluster/objects/:kind/:name` */
export interface ObjectDetail {
  /** The whole object, without `managedFields` and last-applied annotation; values of secrets are `REDACTED_VALUE`. */
  readonly object: KubernetesObject;
  readonly row: LiveRow;
  /** Writes are switched on for the cluster and the viewer has the permission; the cluster's RBAC may still refuse. */
  readonly writable: boolean;
}

/** One step of the owner chain, from the direct owner upwards. */
export interface OwnerSummary {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  /** Absent when the owner could not be read; `cause` says why. */
  readonly health?: Health;
  readonly cause?: string;
}

/** `GET …/:name/owners` */
export interface OwnerList {
  readonly items: readonly OwnerSummary[];
}

/** A Kubernetes event, newest first. Times in ms since the epoch. */
export interface EventSummary {
  readonly uid: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstSeenMs?: number;
  readonly lastSeenMs?: number;
  /** Component that reported it: `kubelet`, `deployment-controller`. */
  readonly source?: string;
}

/** `GET …/:name/events` */
export interface EventList {
  readonly items: readonly EventSummary[];
}

/** `DELETE …/:name`: `pending` while finalizers or a grace period hold the object. */
export interface DeleteResult {
  readonly result: 'deleted' | 'pending';
  readonly dryRun: boolean;
}

/** `PATCH …/:name`: the object after the merge patch; with `dryRun` nothing was stored. */
export interface PatchResult {
  readonly object: KubernetesObject;
  readonly row: LiveRow;
  readonly dryRun: boolean;
}
