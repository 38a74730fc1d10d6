import { apiVersionOf, type KubernetesObject } from '@orrery/kubernetes-model';
import type { ObjectList } from './ClusterConnection';
import type { KindRef } from './KindRef';

/** Fills `apiVersion` and `kind`, which lists of built-in kinds leave out. Throws a `TypeError` on anything that is no object. */
export function parseObject(value: unknown, kind: KindRef): KubernetesObject {
  const object = parseRecord(value, 'an object');
  const metadata = parseRecord(object.metadata, 'metadata');
  if (typeof metadata.name !== 'string') {
    throw new TypeError('metadata.name is not a string');
  }
  if (
    typeof object.apiVersion === 'string' &&
    typeof object.kind === 'string'
  ) {
    return object as unknown as KubernetesObject;
  }
  return {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    ...object,
  } as unknown as KubernetesObject;
}

/** Reads a list answer. Throws a `TypeError` on anything else. */
export function parseObjectList(value: unknown, kind: KindRef): ObjectList {
  const list = parseRecord(value, 'a list');
  const metadata = parseRecord(list.metadata, 'metadata of the list');
  const { resourceVersion, remainingItemCount } = metadata;
  const items = list.items ?? [];
  if (!Array.isArray(items)) throw new TypeError('items is not a list');
  if (typeof resourceVersion !== 'string') {
    throw new TypeError('the list has no resourceVersion');
  }
  const continueToken = metadata.continue;
  return {
    items: items.map(item => parseObject(item, kind)),
    resourceVersion,
    continueToken:
      typeof continueToken === 'string' && continueToken !== ''
        ? continueToken
        : undefined,
    remainingItemCount:
      typeof remainingItemCount === 'number' ? remainingItemCount : undefined,
  };
}

/** A JSON object, or a `TypeError` that names `what`. */
export function parseRecord(
  value: unknown,
  what: string,
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${what} is missing`);
  }
  return value as Record<string, unknown>;
}
