import {
  groupOf,
  type KubernetesObject,
  type ObjectMeta,
} from '@orrery/kubernetes-model';
import { ClusterRequestError } from '../cluster/ClusterRequestError';
import type { ObjectRef, ServedKind } from '../cluster/ClusterPort';

/** `deployments.apps "web" not found`, as the API server says it. */
export function notFound(
  kind: ServedKind | undefined,
  ref: ObjectRef,
): ClusterRequestError {
  return kind
    ? new ClusterRequestError(
        'NotFound',
        `${resourceNameOf(kind)} "${ref.name}" not found`,
      )
    : new ClusterRequestError(
        'NotFound',
        'the server could not find the requested resource',
      );
}

/** `deployments.apps`. */
export function resourceNameOf(kind: ServedKind): string {
  const group = groupOf(kind.apiVersion);
  return group ? `${kind.plural}.${group}` : kind.plural;
}

/** Names an object as requests do. */
export function refOf(object: KubernetesObject): ObjectRef {
  const { namespace, name } = object.metadata;
  return {
    apiVersion: object.apiVersion ?? '',
    kind: object.kind ?? '',
    name,
    ...(namespace ? { namespace } : {}),
  };
}

/** The object with some of its metadata replaced; `undefined` removes a field. */
export function withMetadata(
  object: KubernetesObject,
  changes: Partial<ObjectMeta>,
): KubernetesObject {
  const metadata: Record<string, unknown> = { ...object.metadata, ...changes };
  for (const [field, value] of Object.entries(metadata)) {
    if (value === undefined) delete metadata[field];
  }
  return { ...object, metadata: { ...metadata, name: object.metadata.name } };
}
