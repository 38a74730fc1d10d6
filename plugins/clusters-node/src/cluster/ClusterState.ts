import type { ClusterErrorCode } from '../ClusterError';

/**
 * Where a cluster is in its life.
 * `degraded`: it answers, but says that it is not ready. `failed`: it cannot work as configured (unsupported sign-in, broken
 * certificate file) and is only tried again when its entry changes. `stopped`: removed or shut down, final.
 */
export type ClusterState =
  | 'initializing'
  | 'connected'
  | 'degraded'
  | 'unreachable'
  | 'unauthorized'
  | 'failed'
  | 'stopped';

/** What is known about a cluster right now. JSON-safe, holds no credential. */
export interface ClusterStatus {
  readonly state: ClusterState;
  /** When it entered this state, ms since the epoch. */
  readonly sinceMs: number;
  /** `gitVersion`, for instance `v1.34.1`; stays known while unreachable. */
  readonly version?: string;
  /** uid of the `kube-system` namespace: the same for the same cluster under any name. */
  readonly identity?: string;
  /** Last time that the API server answered anything, ms since the epoch. */
  readonly lastContactMs?: number;
  /** The failure that explains the state; absent while connected. */
  readonly lastError?: {
    readonly code: ClusterErrorCode;
    readonly message: string;
  };
  /** When the next check is due, ms since the epoch. */
  readonly nextCheckMs?: number;
}
