/** One process as `ps` shows it. */
export interface HostProcess {
  readonly pid: number;
  readonly user: string;
  readonly startedAtMs: number;
  /** Share of one core, and of the container's memory limit. */
  readonly cpuRatio: number;
  readonly memoryBytes: number;
  readonly command: string;
}

/** A volume as `df` shows it. */
export interface HostVolume {
  readonly device: string;
  readonly mountPath: string;
  readonly capacityBytes: number;
  readonly usedBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What a shell finds in the container around it. */
export interface ContainerHost {
  readonly hostname: string;
  readonly ipAddress: string;
  readonly nodeName: string;
  /** `linux/amd64` as `uname -m` names it: `x86_64`, `aarch64`. */
  readonly machine: string;
  readonly startedAtMs: number;
  readonly cpuLimitCores: number;
  readonly memoryLimitBytes: number;
  nowMs(): number;
  processes(): readonly HostProcess[];
  /** Persistent ones that are mounted. */
  volumes(): readonly HostVolume[];
  /** Ends a process; false when there is none. Process 1 ends the container, which restarts. */
  kill(pid: number): boolean;
  /** The address of a name, as the cluster's DNS answers. */
  resolve(name: string): string | undefined;
  /** Undefined when nobody listens there. */
  fetch(url: URL): Promise<HttpAnswer | undefined>;
  /** Rejects on abort. */
  sleep(durationMs: number, signal: AbortSignal): Promise<void>;
}
