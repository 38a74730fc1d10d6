import { GoStruct } from '../values/GoStruct';
import type { GoValue } from '../values/GoValue';

/** Go's `reflect.DeepEqual`: same types, same contents. Cost: the size of the values, which must be trees. */
export function deepEquals(left: GoValue, right: GoValue): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((element, index) => deepEquals(element, right[index]))
    );
  }
  if (left instanceof GoStruct || right instanceof GoStruct)
    return left === right;
  if (left instanceof Map && right instanceof Map) {
    return (
      left.size === right.size &&
      [...left].every(
        ([key, value]) => right.has(key) && deepEquals(value, right.get(key)),
      )
    );
  }
  return left === right || (typeof left === 'number' && Object.is(left, right));
}
