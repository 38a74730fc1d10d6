import type { ClusterPort } from '../cluster/ClusterPort';
import type { Rollout } from './Rollout';

export const MANAGER = 'rollouts-controller';

/** What the steps of one reconciliation share. */
export interface RolloutContext {
  readonly cluster: ClusterPort;
  readonly rollout: Rollout;
  readonly nowMs: number;
  record(type: 'Normal' | 'Warning', reason: string, message: string): void;
  /** Wants another look at this time, whatever happens. */
  wakeAt(atMs: number): void;
}
