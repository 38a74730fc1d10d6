import type { KubernetesObject } from '@orrery/kubernetes-model';

/** `namespace/name`, or `/name` for cluster-scoped objects: the key of reconcile queues. */
export function keyOf(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

export function parseKey(key: string): {
  readonly namespace: string | undefined;
  readonly name: string;
} {
  const slash = key.indexOf('/');
  return {
    namespace: key.slice(0, slash) || undefined,
    name: key.slice(slash + 1),
  };
}
