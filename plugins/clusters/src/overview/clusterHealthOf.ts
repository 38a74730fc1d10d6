import type {
  ClusterState,
  ClusterSummary,
} from '@orrery/backstage-plugin-clusters-common';
import type { HealthStatus } from '@orrery/kubernetes-model';

/** A cluster's state in the one language of state. */
export interface ClusterHealth {
  readonly status: HealthStatus;
  readonly message: string;
}

const STATUS_OF: Readonly<Record<ClusterState, HealthStatus>> = {
  initializing: 'Progressing',
  connected: 'Healthy',
  degraded: 'Degraded',
  unreachable: 'Failed',
  unauthorized: 'Failed',
  failed: 'Failed',
};

const WORDS: Readonly<Record<ClusterState, string>> = {
  initializing: 'Connecting',
  connected: 'Healthy',
  degraded: 'Degraded',
  unreachable: 'Unreachable',
  unauthorized: 'Credentials refused',
  failed: 'Cannot be used',
};

export function clusterHealthOf({
  state,
  lastError,
}: ClusterSummary): ClusterHealth {
  const cause = state === 'connected' || !lastError ? '' : `: ${lastError}`;
  return { status: STATUS_OF[state], message: `${WORDS[state]}${cause}` };
}
