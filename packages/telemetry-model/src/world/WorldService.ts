/** How a service spends its time and memory. */
export type Runtime =
  | 'go'
  | 'jvm'
  | 'node'
  | 'python'
  | 'nginx'
  | 'postgres'
  | 'redis'
  | 'kafka';

/** How a service writes its logs. */
export type LogFormat =
  | 'json'
  | 'logfmt'
  | 'java'
  | 'nginx'
  | 'klog'
  | 'postgres'
  | 'kafka'
  | 'coredns';

/** Whose day its load follows: customers in the evening, staff in office hours, or nobody's. */
export type SeasonKind = 'customers' | 'office' | 'steady';

/** How a service behaves when nothing is wrong. */
export interface ServiceProfile {
  /** Meshes and traces see neither `udp` nor services without routes. */
  readonly protocol: 'http' | 'grpc' | 'tcp' | 'udp';
  readonly runtime: Runtime;
  readonly logFormat: LogFormat;
  /** Requests a second that reach it from outside the graph (or units of its own work), on average over the week. */
  readonly entryRps: number;
  readonly season: SeasonKind;
  /** Median of its own work, without those it calls. */
  readonly latencyMs: number;
  /** Spread of the response time: sigma of the log-normal distribution. */
  readonly latencySigma: number;
  /** Share of requests that fail for reasons of its own. */
  readonly errorRatio: number;
  /** Sentences about its own work for its log, with `{n}`, `{N}` and `{ms}` for numbers; those of its runtime when missing. */
  readonly chatter?: readonly string[];
  /** Routes it answers; a service without any works by itself, and its load is that work. */
  readonly routes: readonly string[];
}

/** A dependency of one service on another. */
export interface ServiceCall {
  /** Key of the callee, `namespace/name`. */
  readonly to: string;
  /** Calls for each request of the caller. */
  readonly perRequest: number;
  readonly timeoutMs: number;
  /** Further attempts after a failure. */
  readonly retries: number;
  /** Share of the caller's requests that fail when this call fails: 0 for what can be left out. */
  readonly criticality: number;
  /** The caller does not wait for the answer. */
  readonly isAsync?: boolean;
  /** Stops calling when too many calls fail. */
  readonly hasCircuitBreaker?: boolean;
}

/** A workload as the model sees it, or something outside the cluster that services call. */
export interface WorldService {
  readonly namespace: string;
  readonly name: string;
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'External';
  readonly version: string;
  readonly port: number;
  /** Replicas it is sized for. */
  readonly replicas: number;
  /** Nobody called it before; since ever when missing. */
  readonly sinceMs?: number;
  /** What the main container of one replica was sized for, whatever its pods request now; their request when missing. */
  readonly cpuCoresPerReplica?: number;
  /** cert-manager keeps a certificate for it. */
  readonly hasCertificate?: boolean;
  readonly profile: ServiceProfile;
  readonly calls: readonly ServiceCall[];
}

/** `namespace/name`. */
export function serviceKeyOf(
  service: Pick<WorldService, 'namespace' | 'name'>,
): string {
  return `${service.namespace}/${service.name}`;
}
