/**
 * Safe reading of cluster data, which anyone with write access to a cluster controls: a field may be missing,
 * `null` or of another type. None of these functions throws; what does not have the asked type reads as missing.
 * Only own properties are read, so a field called `constructor` is data like any other. Cost: one step per path element.
 */

/** A JSON object. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** The value at `path` below `value`; `undefined` when any step is missing or not an object. */
export function fieldAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const step of path) {
    if (!isRecord(current) || !Object.hasOwn(current, step)) {
      return undefined;
    }
    current = current[step];
  }
  return current === null ? undefined : current;
}

/** The string at `path`; anything else reads as missing. */
export function stringAt(
  value: unknown,
  ...path: readonly string[]
): string | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The finite number at `path`; anything else reads as missing. */
export function numberAt(
  value: unknown,
  ...path: readonly string[]
): number | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'number' && Number.isFinite(found)
    ? found
    : undefined;
}

/** The whole number ≥ 0 at `path`, as Kubernetes counts replicas and restarts; anything else reads as missing. */
export function countAt(
  value: unknown,
  ...path: readonly string[]
): number | undefined {
  const found = numberAt(value, ...path);
  return found !== undefined && Number.isInteger(found) && found >= 0
    ? found
    : undefined;
}

/** True only when `true` stands at `path`. */
export function isTrueAt(value: unknown, ...path: readonly string[]): boolean {
  return fieldAt(value, ...path) === true;
}

/** The object at `path`; an array or a scalar reads as missing. */
export function recordAt(
  value: unknown,
  ...path: readonly string[]
): JsonRecord | undefined {
  const found = fieldAt(value, ...path);
  return isRecord(found) ? found : undefined;
}

/** The objects in the list at `path`; entries that are not objects are left out; no list reads as empty. */
export function recordsAt(
  value: unknown,
  ...path: readonly string[]
): readonly JsonRecord[] {
  const found = fieldAt(value, ...path);
  return Array.isArray(found) ? found.filter(isRecord) : [];
}

/** The strings in the list at `path`; other entries are left out; no list reads as empty. */
export function stringsAt(
  value: unknown,
  ...path: readonly string[]
): readonly string[] {
  const found = fieldAt(value, ...path);
  return Array.isArray(found)
    ? found.filter((entry): entry is string => typeof entry === 'string')
    : [];
}

/** The string values of the object at `path` (labels, annotations, a Service's selector); other values are left out. */
export function stringMapAt(
  value: unknown,
  ...path: readonly string[]
): Readonly<Record<string, string>> {
  const found = recordAt(value, ...path);
  if (found === undefined) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(found).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
