import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ObjectRef } from '../cluster/ClusterPort';

/** As Flux names objects in its messages: `Deployment/shop/web`, `Namespace/shop`. */
export function formatRef({ kind, namespace, name }: ObjectRef): string {
  return namespace ? `${kind}/${namespace}/${name}` : `${kind}/${name}`;
}

export function formatObject(object: KubernetesObject): string {
  const { namespace, name } = object.metadata;
  return formatRef({
    apiVersion: object.apiVersion ?? '',
    kind: object.kind ?? '',
    namespace,
    name,
  });
}
