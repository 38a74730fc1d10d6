import { GoStruct } from './GoStruct';
import type { GoMap, GoValue } from './GoValue';

/**
 * Makes a Go value of JSON-like data: own enumerable properties become map entries, null and undefined become nil.
 * Anything else (functions, symbols) becomes nil too. Cost: the size of the data, which must be a tree.
 */
export function toGoValue(data: unknown): GoValue {
  switch (typeof data) {
    case 'boolean':
    case 'string':
    case 'number':
    case 'bigint':
      return data;
    case 'object':
      break;
    default:
      return undefined;
  }
  if (data === null) return undefined;
  if (Array.isArray(data)) return data.map(toGoValue);
  if (data instanceof GoStruct) return data;
  const entries: Iterable<[unknown, unknown]> =
    data instanceof Map ? data : Object.entries(data);
  const map: GoMap = new Map();
  for (const [key, value] of entries) map.set(String(key), toGoValue(value));
  return map;
}

/** Copies maps and lists, so that `set` on the copy leaves the original alone. */
export function copyGoValue<Value extends GoValue>(value: Value): Value;
export function copyGoValue(value: GoValue): GoValue {
  return toGoValue(value);
}
