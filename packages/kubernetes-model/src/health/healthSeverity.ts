import type { Health, HealthStatus } from './Health';

/** From best to worst; a view shows the worst first. */
const FROM_BEST_TO_WORST: Readonly<Record<HealthStatus, number>> = {
  Healthy: 0,
  Suspended: 1,
  Unknown: 2,
  Progressing: 3,
  Degraded: 4,
  Failed: 5,
};

/** 0 (`Healthy`) to 5 (`Failed`): how much a status asks for attention. Sort descending for worst first. */
export function healthSeverity(status: HealthStatus): number {
  return FROM_BEST_TO_WORST[status];
}

/** The worst of `list`; the earlier one of equals; `undefined` for an empty list, which is not "healthy". */
export function worstHealth<T extends Pick<Health, 'status'>>(
  list: readonly T[],
): T | undefined {
  let worst: T | undefined;
  for (const health of list) {
    if (
      worst === undefined ||
      healthSeverity(health.status) > healthSeverity(worst.status)
    ) {
      worst = health;
    }
  }
  return worst;
}
