import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import type { AppNode, Restarts } from './AppTree';

/** Restarts of a pod, or the sum over what is below with the most recent reason. */
export function combineRestarts(
  row: LiveRow,
  below: readonly AppNode[],
): Restarts {
  if (row.kind === 'Pod') {
    return {
      count: row.restarts,
      ...(row.lastRestart && { lastReason: row.lastRestart.reason }),
      ...(row.lastRestart?.atMs !== undefined && {
        lastAtMs: row.lastRestart.atMs,
      }),
    };
  }
  let last: Restarts | undefined;
  let count = 0;
  for (const { restarts } of below) {
    count += restarts.count;
    const isLater = (restarts.lastAtMs ?? 0) > (last?.lastAtMs ?? 0);
    if (restarts.lastReason && (!last || isLater)) last = restarts;
  }
  return { ...last, count };
}
