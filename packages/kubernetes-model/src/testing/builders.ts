import type { KubernetesObject } from '../object/KubernetesObject';

/** Any part of an object; merged over the builder's defaults, deeply for objects, as a whole for lists and values. */
export type Overrides = Readonly<Record<string, unknown>>;

/** The instant around which the builders' objects live: 2026-03-02T10:00:00Z. */
export const TEST_NOW_MS = Date.UTC(2026, 2, 2, 10);

const DAY_MS = 24 * 60 * 60 * 1000;

/** RFC 3339 time of `agoMs` before `TEST_NOW_MS`, as it stands in objects. */
export function timeAgo(agoMs: number): string {
  return new Date(TEST_NOW_MS - agoMs).toISOString().replace('.000Z', 'Z');
}

/** Any object: `object('v1', 'Node', 'a')`. Created one day before `TEST_NOW_MS`, uid `<kind>-<name>`. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  const defaults: KubernetesObject = {
    apiVersion,
    kind,
    metadata: {
      name,
      uid: `${kind.toLowerCase()}-${name}`,
      resourceVersion: '1000',
      creationTimestamp: timeAgo(DAY_MS),
    },
  };
  return { ...defaults, ...merge(defaults, overrides) };
}

/** An object in namespace `shop`. */
export function namespacedObject(
  apiVersion: string,
  kind: string,
  name: string,
  overrides: Overrides = {},
): KubernetesObject {
  return object(
    apiVersion,
    kind,
    name,
    merge({ metadata: { namespace: 'shop' } }, overrides),
  );
}

/** `overrides` over `base`: objects are merged, an `undefined` takes a field away, everything else is replaced. */
export function merge(base: Overrides, overrides: Overrides): Overrides {
  const merged: Record<string, unknown> = { ...base };
  for (const [field, value] of Object.entries(overrides)) {
    const below = merged[field];
    if (value === undefined) {
      delete merged[field];
    } else {
      merged[field] =
        isPlainObject(below) && isPlainObject(value)
          ? merge(below, value)
          : value;
    }
  }
  return merged;
}

function isPlainObject(value: unknown): value is Overrides {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
