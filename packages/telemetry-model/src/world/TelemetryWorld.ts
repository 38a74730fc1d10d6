import type { Incident } from '../incident/Incident';
import type { WorldNode } from './WorldNode';
import type { WorldPod } from './WorldPod';
import type { WorldService } from './WorldService';
import type { WorldStatement } from './WorldStatement';
import type { WorldAutoscaler, WorldWorkload } from './WorldWorkload';

/** Which agents a cluster runs; their metrics exist only then. */
export type TelemetryAgent =
  | 'istio'
  | 'linkerd'
  | 'hubble'
  | 'service-graph'
  | 'envoy';

/** Storage of a pod. */
export interface WorldVolume {
  readonly namespace: string;
  /** Of the claim. */
  readonly claim: string;
  readonly storageClass: string;
  /** Key of the service that fills it, `namespace/name`. */
  readonly service?: string;
  readonly volumeName?: string;
  readonly phase: 'Pending' | 'Bound' | 'Lost';
  readonly capacityBytes: number;
  readonly createdAtMs: number;
}

/** A namespace of the cluster. */
export interface WorldNamespace {
  readonly name: string;
  readonly createdAtMs: number;
  readonly isTerminating?: boolean;
}

/**
 * What the model is asked about: one cluster, its objects with their history, and what went wrong when. Plain JSON-safe
 * data; times are milliseconds since the epoch, an interval is half open (`[from, to)`), a missing end is "still so".
 */
export interface TelemetryWorld {
  readonly cluster: string;
  readonly region: string;
  /** Nothing was measured before; every counter that is older is known from here on. */
  readonly startMs: number;
  /** Of the customers: decides when their evening is. */
  readonly utcOffsetHours: number;
  readonly agents: readonly TelemetryAgent[];
  readonly services: readonly WorldService[];
  readonly pods: readonly WorldPod[];
  readonly nodes: readonly WorldNode[];
  readonly volumes: readonly WorldVolume[];
  readonly workloads: readonly WorldWorkload[];
  readonly autoscalers: readonly WorldAutoscaler[];
  readonly namespaces: readonly WorldNamespace[];
  readonly incidents: readonly Incident[];
  /** What is said of further objects as it stands in them. */
  readonly statements?: readonly WorldStatement[];
}
