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

/** A Pod as `kubectl get pods` shows it, and what it takes from its node. */
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

/** Amounts of what nodes offer and pods ask for; absent where nothing is said. */
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

/** A Job: pods until enough of them succeeded. `completions` is 1 where the Job does not say. */
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

/** A CronJob: when it starts Jobs, and how the last one went. */
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

/** A Service: where it is reached from inside and outside. */
export interface ServiceRow extends RowBase {
  readonly kind: 'Service';
  readonly type: string;
  readonly clusterIP?: string;
  readonly externalAddresses: readonly string[];
  /** As kubectl prints them: `80:30080/TCP`. */
  readonly ports: readonly string[];
}

/** A PersistentVolumeClaim; capacity and access modes are those of the bound volume. */
export interface PersistentVolumeClaimRow extends RowBase {
  readonly kind: 'PersistentVolumeClaim';
  readonly phase: string;
  readonly volume?: string;
  readonly capacityBytes?: number;
  readonly accessModes: readonly string[];
  readonly storageClass?: string;
}

/** A Node: its state, what it is, and what it offers to pods. */
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

/** A row of any kind; tell them apart by `kind`. */
export type ResourceRow =
  | PodRow
  | WorkloadRow
  | JobRow
  | CronJobRow
  | ServiceRow
  | PersistentVolumeClaimRow
  | NodeRow
  | GenericRow;
