import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import type { Health, HealthStatus } from '@orrery/kubernetes-model';

/** Kinds that the tree is made of. */
export type AppKind =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'CronJob'
  | 'Job'
  | 'ReplicaSet'
  | 'Pod';

/** A workload, ReplicaSet, Job or pod. An unchanged node keeps its identity from one tree to the next. */
export interface AppNode {
  /** The row's id: `cluster|Kind|key`, unique in the tree. */
  readonly id: string;
  readonly row: LiveRow;
  /** The row's own verdict combined with that of the pods below it. */
  readonly health: Health;
  readonly restarts: Restarts;
  /** ReplicaSets (only active ones), Jobs (newest first) or pods. */
  readonly children: readonly AppNode[];
  /** ReplicaSets of a Deployment that run nothing, newest first. */
  readonly olderRevisions: readonly AppNode[];
  /** Why more may be below than is shown: `pods not loaded yet`. Absent when what is shown is all there is. */
  readonly unknownBelow?: string;
}

/** Restarts of all pods below a node. */
export interface Restarts {
  /** Absent when not all of those pods are known. */
  readonly count?: number;
  readonly lastReason?: string;
  readonly lastAtMs?: number;
}

export interface AppCluster {
  readonly cluster: string;
  /** Worst first, then by namespace and name. */
  readonly workloads: readonly AppNode[];
}

export interface AppTree {
  readonly clusters: readonly AppCluster[];
  /** Workloads by their combined health. */
  readonly counts: Readonly<Record<HealthStatus, number>>;
  /** Every node by id, to find what a drawer or a test names. */
  readonly nodes: ReadonlyMap<string, AppNode>;
}
