import type { WatchErrorCode } from './WatchError';
import type { WatchPhase } from './nextWatchState';

/**
 * How fresh a cache is. For a view:
 * `forbidden` when `state` is; else live when `synced` and no `error`; stale when `synced` and `error`;
 * loading when neither; failed when not `synced` and `error`.
 */
export interface WatchStatus {
  readonly state: WatchPhase;
  /** True once a complete list was received; never goes back. Without it a count is not known. */
  readonly synced: boolean;
  /** Last contact with the cluster: list, event, bookmark or accepted watch. */
  readonly asOfMs?: number;
  /** Why there is no contact now; kept until contact is proven again. */
  readonly error?: { readonly code: WatchErrorCode; readonly message: string };
  /** When the next attempt is due, while backing off or forbidden. */
  readonly nextAttemptMs?: number;
}
