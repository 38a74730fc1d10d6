import type { Health } from './Health';
import { verdict } from './verdicts';

/** Replicas as a controller counts them. */
export interface ReplicaCounts {
  readonly desired: number;
  readonly available: number;
}

/** Nothing is wanted: neither healthy nor ill. */
export function scaledToZero(sinceMs?: number): Health {
  return verdict(
    'Suspended',
    { reason: 'ScaledToZero', message: 'Scaled to zero' },
    { sinceMs },
  );
}

/** All replicas serve. */
export function allAvailable(
  { desired }: ReplicaCounts,
  sinceMs?: number,
): Health {
  return verdict(
    'Healthy',
    { reason: 'Available', message: `${desired}/${desired} available` },
    { sinceMs },
  );
}

/** Some (`Degraded`) or all (`Failed`) replicas do not serve, and no rollout explains it. */
export function someUnavailable(
  { desired, available }: ReplicaCounts,
  sinceMs?: number,
): Health {
  const missing = Math.max(desired - available, 0);
  return verdict(
    available === 0 ? 'Failed' : 'Degraded',
    { reason: 'Unavailable', message: `${missing} of ${desired} unavailable` },
    { sinceMs },
  );
}
