import type { KubernetesObject } from '../object/KubernetesObject';

const JUNK: readonly unknown[] = [
  null,
  'junk',
  '',
  -1,
  1.5,
  true,
  [],
  {},
  [null],
  [[]],
  { constructor: null },
];

/** One change: which field of the object, and which junk takes its place. Any whole numbers ≥ 0; they wrap around. */
export type Spoiling = readonly [field: number, junk: number];

/**
 * The object with some of its fields, at any depth, replaced by something of another type: what a hostile or broken
 * controller may write. `metadata.name` and `metadata.namespace` stay, as `parseKubernetesObject` checks them.
 */
export function spoilt(
  object: KubernetesObject,
  changes: readonly Spoiling[],
): KubernetesObject {
  const paths = pathsOf(object).filter(
    path => !['metadata', 'metadata.name', 'metadata.namespace'].includes(path),
  );
  return changes.reduce(
    (spoiled, [field, junk]) =>
      replaceAt(
        spoiled,
        paths[field % paths.length].split('.'),
        JUNK[junk % JUNK.length],
      ),
    object,
  );
}

function pathsOf(value: object, prefix = ''): readonly string[] {
  return Object.entries(value).flatMap(([field, below]) => {
    // Keys with dots (labels) cannot be addressed; they are spoilt with their parent.
    if (field.includes('.')) {
      return [];
    }
    const path = `${prefix}${field}`;
    return typeof below === 'object' && below !== null
      ? [path, ...pathsOf(below, `${path}.`)]
      : [path];
  });
}

function replaceAt<T>(value: T, path: readonly string[], junk: unknown): T {
  if (typeof value !== 'object' || value === null || path.length === 0) {
    return value;
  }
  const copy = Object.assign(Array.isArray(value) ? [] : {}, value);
  const [field, ...below] = path;
  const current = Reflect.get(copy, field);
  Reflect.set(
    copy,
    field,
    below.length === 0 ? junk : replaceAt(current, below, junk),
  );
  return copy;
}
