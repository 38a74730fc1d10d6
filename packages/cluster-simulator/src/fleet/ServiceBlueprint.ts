/** How a service writes its logs. */
export type LogFormat =
  | 'json'
  | 'logfmt'
  | 'nginx'
  | 'klog'
  | 'postgres'
  | 'kafka'
  | 'coredns';

/** One workload of the simulated shop, from which all its objects are made. */
export interface ServiceBlueprint {
  readonly name: string;
  /** The catalog component it belongs to: label `backstage.io/kubernetes-id`. */
  readonly component: string;
  readonly namespace: string;
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  /** Replicas in the reference cluster; a cluster's `scale` multiplies them. */
  readonly replicas: number;
  readonly image: string;
  readonly version: string;
  readonly port: number;
  readonly team: string;
  readonly cpuMillis: number;
  readonly memoryMebibytes: number;
  readonly logFormat: LogFormat;
  /** Storage of each StatefulSet pod; without it the pods keep nothing. */
  readonly storageGibibytes?: number;
  /** Host name of its ingress. */
  readonly host?: string;
  readonly hasSidecar?: boolean;
  readonly initContainer?: string;
  readonly isAutoscaled?: boolean;
  readonly strategy?:
    | 'Recreate'
    | {
        readonly maxSurge: string | number;
        readonly maxUnavailable: string | number;
      };
  /** Runs on every node, whatever its taints; set for node agents. */
  readonly isNodeAgent?: boolean;
  /** Also present on small edge clusters, with this many replicas. */
  readonly edgeReplicas?: number;
}
