/** What a child process of the benchmark is told to do; it answers with one message. */
export type Task =
  /** Serves pods until it is killed; answers with the URL. */
  | {
      readonly kind: 'serve';
      readonly pods: number;
      readonly changesPerSecond: number;
      readonly epochMs: number;
    }
  /** Holds all pods for a while; answers with a MemoryReport. */
  | {
      readonly kind: 'hold';
      readonly by: Holder;
      readonly url: string;
      readonly pods: number;
      readonly holdMs: number;
    }
  /** Follows live queries; answers with a LatencyReport. */
  | {
      readonly kind: 'follow';
      readonly url: string;
      readonly pods: number;
      readonly subscribers: number;
      readonly durationMs: number;
      readonly epochMs: number;
    };

/** Who holds the pods. */
export type Holder = 'orrery' | 'client-node';

/** Memory after a full collection, before and after the pods came, and what it took to get them. */
export interface MemoryReport {
  readonly rssBeforeBytes: number;
  readonly rssBytes: number;
  readonly heapBeforeBytes: number;
  readonly heapBytes: number;
  readonly syncMs: number;
  /** Processor time of the process until all pods were there; a busy machine changes it less than `syncMs`. */
  readonly syncCpuMs: number;
}

/** How fast changes reached subscribers. */
export interface LatencyReport {
  readonly rowsPerSecond: number;
  readonly batchesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly computations: number;
}
