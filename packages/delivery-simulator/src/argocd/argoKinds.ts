/** The group and version of Argo CD's own kinds. */
export const ARGO_API_VERSION = 'argoproj.io/v1alpha1';

export const APPLICATION = {
  apiVersion: ARGO_API_VERSION,
  kind: 'Application',
};
export const APP_PROJECT = { apiVersion: ARGO_API_VERSION, kind: 'AppProject' };
export const APPLICATION_SET = {
  apiVersion: ARGO_API_VERSION,
  kind: 'ApplicationSet',
};

/** Where Argo CD itself lives. */
export const ARGO_NAMESPACE = 'argocd';
/** Field manager and user agent of the application controller. */
export const ARGO_MANAGER = 'argocd-controller';
/** What `kubectl get events` shows as the source. */
export const ARGO_EVENT_SOURCE = 'argocd-application-controller';

export const TRACKING_ID = 'argocd.argoproj.io/tracking-id';
export const REFRESH = 'argocd.argoproj.io/refresh';
export const SKIP_RECONCILE = 'argocd.argoproj.io/skip-reconcile';
/** Paths that the manifests depend on, separated by `;`: other changes of the repository are no news. */
export const MANIFEST_PATHS = 'argocd.argoproj.io/manifest-generate-paths';
export const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
export const COMPARE_OPTIONS = 'argocd.argoproj.io/compare-options';
export const IGNORE_HEALTHCHECK = 'argocd.argoproj.io/ignore-healthcheck';
export const HOOK = 'argocd.argoproj.io/hook';
export const HOOK_DELETE_POLICY = 'argocd.argoproj.io/hook-delete-policy';
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** With it, deleting an Application deletes what it deployed. `/background` may follow. */
export const RESOURCES_FINALIZER = 'resources-finalizer.argocd.argoproj.io';
/** With it, hooks run once all that was deployed is gone; with `/cleanup` behind it, they are then taken away. */
export const POST_DELETE_FINALIZER = 'post-delete-finalizer.argocd.argoproj.io';
