import type { Health } from '../health/Health';

/** What every row carries, whatever its kind. JSON-safe; times in ms since the epoch. */
export interface RowBase {
  /** `namespace/name`, or `name` for a cluster-scoped object: unique within one cluster and kind. */
  readonly key: string;
  readonly uid: string;
  readonly name: string;
  readonly namespace?: string;
  readonly createdAtMs: number;
  /** Set once the object is being deleted. */
  readonly deletingSinceMs?: number;
  readonly health: Health;
  /** The controlling owner (`controller: true`), else the first owner. */
  readonly owner?: {
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
  };
}

export interface PodRow extends RowBase {
  readonly kind: 'Pod';
  /** As kubectl's STATUS column: `Running`, `Init:0/1`, `CrashLoopBackOff`, `Terminating`, … */
  readonly phase: string;
  readonly ready: number;
  readonly containers: number;
  readonly restarts: number;
  readonly lastRestart?: {
    readonly container: string;
    readonly reason: string;
    readonly exitCode?: number;
    readonly atMs?: number;
  };
  readonly node?: string;
  readonly ip?: string;
  readonly images: readonly string[];
  readonly qosClass?: string;
  /** Sum of effective requests and limits; cores and bytes. */
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
}

export interface ResourceAmounts {
  readonly cpuCores?: number;
  readonly memoryBytes?: number;
}

/** Deployment, StatefulSet, DaemonSet and ReplicaSet: replicas over time. */
export interface WorkloadRow extends RowBase {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet';
  readonly desired: number;
  readonly ready: number;
  readonly updated: number;
  readonly available: number;
  readonly images: readonly string[];
  /** Deployment and ReplicaSet: the `deployment.kubernetes.io/revision` annotation. */
  readonly revision?: number;
  readonly paused?: boolean;
}

export interface JobRow extends RowBase {
  readonly kind: 'Job';
  readonly completions: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly active: number;
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
  readonly images: readonly string[];
}

export interface CronJobRow extends RowBase {
  readonly kind: 'CronJob';
  readonly schedule: string;
  readonly timeZone?: string;
  readonly suspended: boolean;
  readonly active: number;
  readonly lastScheduleAtMs?: number;
  readonly lastSuccessAtMs?: number;
  readonly images: readonly string[];
}

export interface ServiceRow extends RowBase {
  readonly kind: 'Service';
  readonly type: string;
  readonly clusterIP?: string;
  readonly externalAddresses: readonly string[];
  /** As kubectl prints them: `80:30080/TCP`. */
  readonly ports: readonly string[];
}

export interface PersistentVolumeClaimRow extends RowBase {
  readonly kind: 'PersistentVolumeClaim';
  readonly phase: string;
  readonly volume?: string;
  readonly capacityBytes?: number;
  readonly accessModes: readonly string[];
  readonly storageClass?: string;
}

export interface NodeRow extends RowBase {
  readonly kind: 'Node';
  /** As kubectl's STATUS column: `Ready`, `NotReady,SchedulingDisabled`. */
  readonly phase: string;
  readonly roles: readonly string[];
  readonly version: string;
  readonly architecture: string;
  readonly operatingSystem: string;
  readonly internalIP?: string;
  readonly zone?: string;
  readonly instanceType?: string;
  readonly unschedulable: boolean;
  readonly allocatable: ResourceAmounts & { readonly pods?: number };
}

/** Any other kind: `object` names the Kubernetes kind. Health is `Healthy` unless conditions say otherwise. */
export interface GenericRow extends RowBase {
  readonly kind: 'Object';
  readonly object: string;
}

export type ResourceRow =
  | PodRow
  | WorkloadRow
  | JobRow
  | CronJobRow
  | ServiceRow
  | PersistentVolumeClaimRow
  | NodeRow
  | GenericRow;
