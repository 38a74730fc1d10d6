import type { KindFreshness } from '@orrery/backstage-plugin-clusters-common';
import type { WatchStatus } from '@orrery/watch-cache';

/** What a viewer is told about a watch. */
export function viewStateOf(status: WatchStatus): Omit<
  KindFreshness,
  'kind'
> & {
  readonly nextAttemptMs?: number;
} {
  const { synced, asOfMs, error, nextAttemptMs } = status;
  return {
    state: stateOf(status),
    synced,
    ...(asOfMs !== undefined && { asOfMs }),
    ...(error && { cause: error.message }),
    ...(error && nextAttemptMs !== undefined && { nextAttemptMs }),
  };
}

function stateOf({
  state,
  synced,
  error,
}: WatchStatus): KindFreshness['state'] {
  if (state === 'forbidden') return 'forbidden';
  if (synced) return error ? 'stale' : 'live';
  return error ? 'failed' : 'loading';
}
