import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';

/**
 * What a merge generator makes of the parameters of its generators: those of the first one, with what the others say of the
 * same keys put over them; what the others say of other keys is left out.
 *
 * @throws Error for no keys, or two sets of one generator with the same keys, worded as Argo CD words it
 */
export function mergeParameters(
  [base = [], ...others]: readonly (readonly JsonMap[])[],
  mergeKeys: readonly string[],
): readonly JsonMap[] {
  if (mergeKeys.length === 0) {
    throw new Error(
      'no merge keys were specified, Merge requires at least one',
    );
  }
  const merged = byKeys(base, mergeKeys);
  for (const sets of others) {
    for (const [key, over] of byKeys(sets, mergeKeys)) {
      const before = merged.get(key);
      if (before) merged.set(key, withMaps(before, over));
    }
  }
  return [...merged.values()];
}

/** Parameters as labels, for selectors and keys: `{a: {b: 1}}` is `a.b=1`. */
export function flattenParameters(
  parameters: JsonMap,
  prefix = '',
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([key, value]) =>
      isJsonMap(value)
        ? Object.entries(flattenParameters(value, `${prefix}${key}.`))
        : [
            [
              prefix + key,
              typeof value === 'object' ? JSON.stringify(value) : String(value),
            ],
          ],
    ),
  );
}

function byKeys(
  sets: readonly JsonMap[],
  mergeKeys: readonly string[],
): Map<string, JsonMap> {
  const found = new Map<string, JsonMap>();
  for (const set of sets) {
    const flat = flattenParameters(set);
    const key = JSON.stringify(
      Object.fromEntries(
        [...mergeKeys].sort().map(name => [name, flat[name] ?? null]),
      ),
    );
    if (found.has(key)) {
      throw new Error(
        `the parameters from a generator were not unique by the given mergeKeys, Merge requires all param sets to be unique. Duplicate key was ${key}`,
      );
    }
    found.set(key, set);
  }
  return found;
}

function withMaps(before: JsonMap, over: JsonMap): JsonMap {
  const merged: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(over)) {
    const old = before[key];
    merged[key] =
      isJsonMap(old) && isJsonMap(value) ? withMaps(old, value) : value;
  }
  return merged;
}
