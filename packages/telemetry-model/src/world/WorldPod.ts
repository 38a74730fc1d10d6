/** `[fromMs, toMs)`; without an end it lasts. */
export interface Span {
  readonly fromMs: number;
  readonly toMs?: number;
}

/** One run of a container's process. */
export interface ContainerRun extends Span {
  /** How it ended. */
  readonly reason?: string;
  readonly exitCode?: number;
  /** When it will have leaked up to its memory limit; it still runs. */
  readonly leaksUntilMs?: number;
}

/** Why a container did not run. */
export interface ContainerWait extends Span {
  readonly reason: string;
}

/** A container with its history. */
export interface WorldContainer {
  readonly name: string;
  readonly image: string;
  readonly cpuRequestCores?: number;
  readonly cpuLimitCores?: number;
  readonly memoryRequestBytes?: number;
  readonly memoryLimitBytes?: number;
  /** Of a process that belongs to no service: the cores that it keeps busy; a share of its request when missing. */
  readonly ownCpuCores?: number;
  /** Oldest first, without overlap. */
  readonly runs: readonly ContainerRun[];
  readonly waits: readonly ContainerWait[];
  /** Restarts that happened before the first run listed. */
  readonly earlierRestarts: number;
}

/** The phase a pod was in from then on. */
export interface PhaseChange {
  readonly atMs: number;
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
}

/** A pod with its history. */
export interface WorldPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Key of its service, `namespace/name`; a pod without one works at a steady pace. */
  readonly service?: string;
  readonly version: string;
  readonly node?: string;
  readonly podIp?: string;
  readonly hostIp?: string;
  readonly usesHostNetwork?: boolean;
  readonly ownerKind?: string;
  readonly ownerName?: string;
  readonly createdAtMs: number;
  readonly scheduledAtMs?: number;
  readonly deletedAtMs?: number;
  readonly containers: readonly WorldContainer[];
  /** Those that ran before; only their logs are told. */
  readonly initContainers?: readonly WorldContainer[];
  /** When it was ready to serve, oldest first. */
  readonly ready: readonly Span[];
  readonly phases: readonly PhaseChange[];
  /** Claims it mounts. */
  readonly claims: readonly string[];
}

/** Whether the interval holds the moment. */
export function isWithin(span: Span, atMs: number): boolean {
  return atMs >= span.fromMs && (span.toMs === undefined || atMs < span.toMs);
}

/** The interval that holds the moment. */
export function spanAt<S extends Span>(
  spans: readonly S[],
  atMs: number,
): S | undefined {
  for (let index = spans.length - 1; index >= 0; index--) {
    if (isWithin(spans[index], atMs)) return spans[index];
  }
  return undefined;
}
