import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';

/** `over` laid over `base`: maps are merged, anything else is replaced. */
export function mergeValues(base: JsonMap, over: JsonMap): JsonMap {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = Object.hasOwn(base, key) ? base[key] : undefined;
    merged[key] =
      isJsonMap(value) && isJsonMap(before)
        ? mergeValues(before, value)
        : value;
  }
  return merged;
}
