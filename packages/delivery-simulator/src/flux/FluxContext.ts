import {
  recordAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';
import { patchStatus } from '../reconciling/patchStatus';
import { REQUESTED_AT } from './createFluxController';
import { withConditions, type Finding } from './fluxConditions';

/** One object while it is reconciled: its status, written in steps, and its events. */
export interface FluxContext {
  readonly cluster: ClusterPort;
  /** As it was when the reconciliation began. */
  readonly object: KubernetesObject;
  readonly manager: string;
  /** The status as it was last written, with the changes since. */
  status(): JsonRecord;
  /** Changes fields of the status and its conditions; `flush` writes them. */
  set(
    fields: JsonRecord,
    findings?: readonly Finding[],
    removed?: readonly string[],
  ): void;
  flush(): Promise<void>;
  event(type: 'Normal' | 'Warning', reason: string, message: string): void;
}

/** Begins a reconciliation: a request for it counts as handled from now on. */
export function createFluxContext(
  cluster: ClusterPort,
  object: KubernetesObject,
  manager: string,
): FluxContext {
  const requestedAt = object.metadata.annotations?.[REQUESTED_AT];
  let stored = object;
  let status: JsonRecord = {
    ...recordAt(object, 'status'),
    ...(requestedAt ? { lastHandledReconcileAt: requestedAt } : {}),
  };
  return {
    cluster,
    object,
    manager,
    status: () => status,
    set: (fields, findings = [], removed = []) => {
      const conditions = withConditions(status, findings, removed, {
        nowMs: cluster.nowMs(),
        generation: object.metadata.generation ?? 1,
      });
      status = {
        ...status,
        ...fields,
        ...(conditions.length > 0 ? { conditions } : {}),
      };
    },
    flush: async () => {
      stored = await patchStatus(cluster, stored, status, manager);
    },
    event: (type, reason, message) =>
      cluster.recordEvent({
        regarding: object,
        type,
        reason,
        message,
        source: manager,
      }),
  };
}
