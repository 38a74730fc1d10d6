import type { Entity } from '@backstage/catalog-model';
import type { AppScope } from '../panel/useAppTree';

/** Annotations of the Backstage Kubernetes plugin. */
export const KUBERNETES_ID_ANNOTATION = 'backstage.io/kubernetes-id';
export const KUBERNETES_SELECTOR_ANNOTATION =
  'backstage.io/kubernetes-label-selector';
const NAMESPACE_ANNOTATION = 'backstage.io/kubernetes-namespace';
const CLUSTER_ANNOTATION = 'backstage.io/kubernetes-cluster';

/** What workloads belong to an entity; `undefined` when its annotations name none. The selector wins over the id, as upstream. */
export function appScopeOf(entity: Entity): AppScope | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const id = annotations[KUBERNETES_ID_ANNOTATION];
  const selector =
    annotations[KUBERNETES_SELECTOR_ANNOTATION] ||
    (id && `${KUBERNETES_ID_ANNOTATION}=${id}`);
  if (!selector) return undefined;
  const namespace = annotations[NAMESPACE_ANNOTATION];
  const cluster = annotations[CLUSTER_ANNOTATION];
  return {
    clusters: cluster ? [cluster] : [],
    selector,
    ...(namespace && { namespace: [namespace] }),
  };
}
