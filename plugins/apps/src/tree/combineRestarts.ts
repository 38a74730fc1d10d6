import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import type { AppNode, Restarts } from './AppTree';

/** Restarts of a pod, or the sum over what is below with the most recent reason; nothing where not all below is known. */
export function combineRestarts(
  row: LiveRow,
  below: readonly AppNode[],
  isUnknown: boolean,
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
  if (isUnknown) return {};
  let last: Restarts | undefined;
  let count = 0;
  for (const { restarts } of below) {
    count += restarts.count ?? 0;
    const isLater = (restarts.lastAtMs ?? 0) > (last?.lastAtMs ?? 0);
    if (restarts.lastReason && (!last || isLater)) last = restarts;
  }
  return { ...last, count };
}
