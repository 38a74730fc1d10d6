import { groupOf, type KubernetesObject } from '@orrery/kubernetes-model';

/** An object of a cluster as Argo CD names it in its status. */
export interface ResourceName {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The name of an object; its namespace is empty for cluster-scoped kinds. */
export function resourceNameOf(object: KubernetesObject): ResourceName {
  return {
    group: groupOf(object.apiVersion),
    kind: object.kind ?? '',
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
  };
}

/** `apps/Deployment/shop/web`: the same for every version of the kind. */
export function resourceKeyOf(object: KubernetesObject): string {
  return formatResourceKey(resourceNameOf(object));
}

/** The key of a resource that is known by name. */
export function formatResourceKey(name: ResourceName): string {
  return `${name.group}/${name.kind}/${name.namespace}/${name.name}`;
}
