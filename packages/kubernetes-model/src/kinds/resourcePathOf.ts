import { ModelError } from '../ModelError';
import type { ResourceKind } from './ResourceKind';

/** Which part of a resource a path names. */
export interface ResourcePathOptions {
  /** Absent: the collection over all namespaces. Ignored for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name?: string;
  /** `status`, `scale`, `log`, `exec`, …; needs a name. */
  readonly subresource?: string;
}

/**
 * Path of a collection, an object or a subresource below the API server's address:
 * `/apis/apps/v1/namespaces/shop/deployments/checkout/scale`. Every part is percent-encoded.
 *
 * @throws ModelError `invalid-path` for parts that would name something else: `.` and `..` (which URLs resolve away),
 * an empty name, a namespaced object without its namespace, a subresource without a name.
 */
export function resourcePathOf(
  kind: Pick<ResourceKind, 'group' | 'version' | 'plural' | 'namespaced'>,
  options: ResourcePathOptions = {},
): string {
  const { namespace, name, subresource } = options;
  if (kind.namespaced && name !== undefined && namespace === undefined) {
    throw new ModelError(
      'invalid-path',
      `${kind.plural} "${name}" needs a namespace`,
    );
  }
  if (subresource !== undefined && name === undefined) {
    throw new ModelError(
      'invalid-path',
      `subresource "${subresource}" of ${kind.plural} needs a name`,
    );
  }
  const parts = [
    ...(kind.group ? ['apis', kind.group] : ['api']),
    kind.version,
    ...(kind.namespaced && namespace !== undefined
      ? ['namespaces', namespace]
      : []),
    kind.plural,
    ...(name === undefined ? [] : [name]),
    ...(subresource === undefined ? [] : [subresource]),
  ];
  return parts.map(part => `/${encodePart(part)}`).join('');
}

function encodePart(part: string): string {
  if (part === '' || part === '.' || part === '..') {
    throw new ModelError(
      'invalid-path',
      `"${part}" cannot be part of a resource path`,
    );
  }
  return encodeURIComponent(part);
}
