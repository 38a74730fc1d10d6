import type { HealthStatus } from '@orrery/kubernetes-model';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Worst first, the order of the chips. */
export const HEALTH_STATUSES: readonly HealthStatus[] = [
  'Failed',
  'Degraded',
  'Progressing',
  'Unknown',
  'Suspended',
  'Healthy',
];

/** The states to show, kept in the URL; empty means all. */
export function useHealthFilter() {
  const [params, setParams] = useSearchParams();
  const chosen = useMemo(
    () =>
      new Set(
        HEALTH_STATUSES.filter(status =>
          params.getAll('health').includes(status),
        ),
      ),
    [params],
  );
  const toggle = useCallback(
    (status: HealthStatus) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          const has = before.getAll('health').includes(status);
          next.delete('health');
          for (const each of HEALTH_STATUSES) {
            const was = before.getAll('health').includes(each);
            if (each === status ? !has : was) next.append('health', each);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { chosen, toggle };
}
