import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ObjectRef } from '../cluster/ClusterPort';

/** The reference that finds `object` again. */
export function refOf(object: KubernetesObject): ObjectRef {
  const { namespace, name } = object.metadata;
  return {
    apiVersion: object.apiVersion ?? 'v1',
    kind: object.kind ?? '',
    ...(namespace ? { namespace } : {}),
    name,
  };
}
