import { GoStruct } from '../values/GoStruct';
import type { GoValue } from '../values/GoValue';
import { typeName } from '../values/typeName';
import { utf8Bytes, utf8Text } from '../values/utf8';

/** Go's `index`: an element of a list, map or text, by one key after the other. */
export function indexValue(item: GoValue, keys: readonly GoValue[]): GoValue {
  if (item === undefined) throw new Error('index of untyped nil');
  return keys.reduce((value, key) => indexOnce(value, key), item);
}

function indexOnce(value: GoValue, key: GoValue): GoValue {
  if (value === undefined) throw new Error('index of nil pointer');
  const map = value instanceof GoStruct ? value.entries : value;
  if (map instanceof Map) {
    if (typeof key === 'string') return map.get(key);
    if (key === undefined)
      throw new Error('value is nil; should be of type string');
    throw new Error(`value has type ${typeName(key)}; should be string`);
  }
  if (typeof value === 'string') {
    const bytes = utf8Bytes(value);
    return BigInt(bytes[position(key, bytes.length - 1)]);
  }
  if (Array.isArray(value)) return value[position(key, value.length - 1)];
  throw new Error(`can't index item of type ${typeName(value)}`);
}

/** Go's `slice`: part of a list or text, by its bounds. */
export function sliceValue(item: GoValue, bounds: readonly GoValue[]): GoValue {
  if (item === undefined) throw new Error('slice of untyped nil');
  if (bounds.length > 3)
    throw new Error(`too many slice indexes: ${bounds.length}`);
  if (typeof item !== 'string' && !Array.isArray(item)) {
    throw new Error(`can't slice item of type ${typeName(item)}`);
  }
  if (typeof item === 'string' && bounds.length === 3) {
    throw new Error('cannot 3-index slice a string');
  }
  const content = typeof item === 'string' ? utf8Bytes(item) : item;
  const [from = 0, to = content.length, capacity = content.length] = bounds.map(
    bound => position(bound, content.length),
  );
  if (from > to) throw new Error(`invalid slice index: ${from} > ${to}`);
  if (to > capacity)
    throw new Error(`invalid slice index: ${to} > ${capacity}`);
  return content instanceof Uint8Array
    ? utf8Text(content.subarray(from, to))
    : content.slice(from, to);
}

/** Go's `len`. */
export function lengthOf(item: GoValue): bigint {
  if (item === undefined) throw new Error('len of nil pointer');
  if (typeof item === 'string') return BigInt(utf8Bytes(item).length);
  if (Array.isArray(item)) return BigInt(item.length);
  const map = item instanceof GoStruct ? item.entries : item;
  if (map instanceof Map) return BigInt(map.size);
  throw new Error(`len of type ${typeName(item)}`);
}

function position(key: GoValue, last: number): number {
  if (key === undefined) throw new Error('cannot index slice/array with nil');
  if (typeof key !== 'bigint') {
    throw new Error(`cannot index slice/array with type ${typeName(key)}`);
  }
  if (key < 0n || key > BigInt(last))
    throw new Error(`index out of range: ${key}`);
  return Number(key);
}
