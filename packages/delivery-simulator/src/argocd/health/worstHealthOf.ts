import { ARGO_HEALTH_STATUSES, type ArgoHealthStatus } from './ArgoHealth';

/** The worst of several; `Healthy` of none. Source: gitops-engine `health.IsWorse`. */
export function worstHealthOf(
  statuses: readonly ArgoHealthStatus[],
): ArgoHealthStatus {
  const ranks = statuses.map(each => ARGO_HEALTH_STATUSES.indexOf(each));
  return ARGO_HEALTH_STATUSES[Math.max(0, ...ranks)];
}
