import { GoStruct } from './GoStruct';
import type { GoValue } from './GoValue';

/** JSON data of a Go value: ints become numbers, structs their fields, nil becomes null. Objects have no prototype keys. */
export function toPlainValue(value: GoValue): unknown {
  if (value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toPlainValue);
  const entries =
    value instanceof GoStruct ? value.entries ?? value.fields : value;
  if (!(entries instanceof Map)) return entries;
  return Object.fromEntries(
    [...entries].map(([key, child]) => [key, toPlainValue(child)]),
  );
}
