/** Argo CD's words for the state of a resource. */
export type ArgoHealthStatus =
  | 'Healthy'
  | 'Suspended'
  | 'Progressing'
  | 'Missing'
  | 'Degraded'
  | 'Unknown';

/** State of one resource. */
export interface ArgoHealth {
  readonly status: ArgoHealthStatus;
  readonly message?: string;
}

/** Best first. */
export const ARGO_HEALTH_STATUSES: readonly ArgoHealthStatus[] = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

export const HEALTHY: ArgoHealth = { status: 'Healthy' };

/** Under way; an empty message is left out. */
export function progressing(message: string): ArgoHealth {
  return { status: 'Progressing', ...(message ? { message } : {}) };
}

/** Broken; an empty message is left out. */
export function degraded(message: string): ArgoHealth {
  return { status: 'Degraded', ...(message ? { message } : {}) };
}
