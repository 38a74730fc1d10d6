import type { KubernetesObject } from '@orrery/kubernetes-model';
import { expiredResourceVersion } from '../../status/statusErrors';
import type { ClusterStore, ResourceId } from '../../store/ClusterStore';

/**
 * The objects as they were at a resource version, in the order of lists: the present ones with every later change undone.
 *
 * @throws StatusError Expired when the history no longer reaches back so far.
 */
export function listAsOf(
  store: ClusterStore,
  resource: ResourceId,
  namespace: string | undefined,
  resourceVersion: number,
): readonly KubernetesObject[] {
  const changes = store.changesSince(resource, resourceVersion);
  if (changes === 'expired')
    throw expiredResourceVersion(resourceVersion, store.resourceVersion());
  if (changes.length === 0) return store.list(resource, namespace);
  const objects = new Map(
    store.list(resource).map(object => [keyOf(object), object]),
  );
  for (const { kind, object, previous } of [...changes].reverse()) {
    if (kind === 'added' || !previous) objects.delete(keyOf(object));
    else objects.set(keyOf(object), previous);
  }
  return [...objects]
    .filter(
      ([, { metadata }]) =>
        namespace === undefined || metadata.namespace === namespace,
    )
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, object]) => object);
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}\u0000${metadata.name}`;
}
