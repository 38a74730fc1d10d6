import type { ReplicaSets } from './ReplicaSet';
import type { RolloutContext } from './RolloutContext';

/** Tells that an update begins; the first version and the return of the stable one are none. */
export function recordStart(
  context: RolloutContext,
  { all }: ReplicaSets,
  hash: string,
): void {
  const { stableRS } = context.rollout.status;
  if (stableRS === undefined || stableRS === hash) return;
  const newest = Math.max(0, ...all.map(each => each.revision));
  context.record(
    'Normal',
    'RolloutNotCompleted',
    `Rollout not completed, started update to revision ${newest + 1} (${hash})`,
  );
}
