import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { hookOf, isPostDeleteHook } from '../sync/hookOf';
import { resourceKeyOf } from '../tracking/resourceKeyOf';
import { withTrackingId } from '../tracking/trackingIdOf';
import type { ConditionText } from './Comparison';
import { isExcludedKind } from './isExcludedKind';

/** The manifests of an Application, ready for the cluster. */
export interface PlacedObjects {
  /** By key; the last of several with the same name. */
  readonly resources: ReadonlyMap<string, KubernetesObject>;
  readonly hooks: readonly KubernetesObject[];
  readonly postDeleteHooks: readonly KubernetesObject[];
  readonly conditions: readonly ConditionText[];
}

/** Gives every manifest its namespace and tracking id, and tells hooks from resources. Kinds that are not served count as namespaced. */
export function placeDesired(
  objects: readonly KubernetesObject[],
  cluster: Pick<ClusterPort, 'resolve'>,
  instanceName: string,
  namespace: string,
): PlacedObjects {
  const resources = new Map<string, KubernetesObject>();
  const counts = new Map<string, number>();
  const hooks: KubernetesObject[] = [];
  const postDeleteHooks: KubernetesObject[] = [];
  const conditions: ConditionText[] = [];
  for (const object of objects) {
    const placed = withTrackingId(
      inNamespace(object, cluster, namespace),
      instanceName,
      namespace,
    );
    const key = resourceKeyOf(placed);
    const hook = hookOf(placed);
    if (hook) {
      if (hook.types.length > 0) hooks.push(placed);
      if (isPostDeleteHook(placed)) postDeleteHooks.push(placed);
    } else if (isExcludedKind(placed)) {
      conditions.push({
        type: 'ExcludedResourceWarning',
        message: `Resource ${key.replace(
          /^\//,
          '',
        )} is excluded in the settings`,
      });
    } else {
      resources.set(key, placed);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  for (const [key, count] of counts) {
    if (count > 1) {
      conditions.push({
        type: 'RepeatedResourceWarning',
        message: `Resource ${key} appeared ${count} times among application resources.`,
      });
    }
  }
  return { resources, hooks, postDeleteHooks, conditions };
}

function inNamespace(
  object: KubernetesObject,
  cluster: Pick<ClusterPort, 'resolve'>,
  namespace: string,
): KubernetesObject {
  const { apiVersion = '', kind = '', metadata } = object;
  if (cluster.resolve({ apiVersion, kind })?.namespaced === false) {
    const { namespace: dropped, ...rest } = metadata;
    return { ...object, metadata: rest };
  }
  return metadata.namespace || !namespace
    ? object
    : { ...object, metadata: { ...metadata, namespace } };
}
