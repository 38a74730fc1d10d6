import { ModelError } from '../ModelError';
import { formatObjectKey, parseObjectKey } from './objectKeyOf';
import type { ObjectName } from './objectKeyOf';

/** Names one object of a cluster, whatever its kind. The core group is the empty string. */
export interface ObjectReference extends ObjectName {
  readonly group: string;
  readonly kind: string;
}

/** The reference of an object whose kind is known (objects of a list do not carry theirs). */
export function objectReferenceOf(
  object: { readonly metadata: ObjectName },
  kind: { readonly group: string; readonly kind: string },
): ObjectReference {
  const { namespace, name } = object.metadata;
  return {
    group: kind.group,
    kind: kind.kind,
    ...(namespace ? { namespace } : {}),
    name,
  };
}

/** `Deployment.apps:shop/checkout`, `Pod:shop/a`, `Node:node-1`; `parseObjectReference` reads it back. */
export function formatObjectReference(reference: ObjectReference): string {
  const { group, kind } = reference;
  return `${group ? `${kind}.${group}` : kind}:${formatObjectKey(reference)}`;
}

/**
 * The inverse of `formatObjectReference`. A name may hold `:` (`ClusterRole.rbac.authorization.k8s.io:system:node`).
 *
 * @throws ModelError `invalid-reference` when kind or name is missing.
 */
export function parseObjectReference(text: string): ObjectReference {
  const match = /^([A-Za-z][A-Za-z0-9]*)(?:\.([a-z0-9.-]+))?:(.+)$/.exec(text);
  const parsed = match === null ? undefined : parseObjectKey(match[3]);
  if (match === null || !parsed?.name || parsed.name.includes('/')) {
    throw new ModelError(
      'invalid-reference',
      `expected Kind[.group]:[namespace/]name, got "${text}"`,
    );
  }
  return { group: match[2] ?? '', kind: match[1], ...parsed };
}

/** Group of an `apiVersion`: `apps` of `apps/v1`, the empty string of `v1`. */
export function groupOf(apiVersion: string | undefined): string {
  const slash = apiVersion?.indexOf('/') ?? -1;
  return slash > 0 ? String(apiVersion).slice(0, slash) : '';
}
