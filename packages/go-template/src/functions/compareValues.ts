import { GoStruct } from '../values/GoStruct';
import type { GoValue } from '../values/GoValue';
import { compareText } from '../values/compareText';
import { typeName } from '../values/typeName';

/** Go's `eq`: kinds must be alike, and lists and maps cannot be compared. */
export function equals(left: GoValue, right: GoValue): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (kindOf(left) !== kindOf(right)) {
    throw new Error(
      `incompatible types for comparison: ${typeName(left)} and ${typeName(
        right,
      )}`,
    );
  }
  if (typeof left === 'object' && !(left instanceof GoStruct)) {
    throw new Error(`non-comparable type: ${typeName(left)}`);
  }
  return left === right;
}

/** Go's `lt`, as a number below, at or above zero. */
export function compareValues(left: GoValue, right: GoValue): number {
  if (kindOf(left) === 'none' || kindOf(right) === 'none') {
    throw new Error('invalid type for comparison');
  }
  if (typeof left === 'string' && typeof right === 'string') {
    return compareText(left, right);
  }
  if (typeof left === 'number' && typeof right === 'number') {
    if (left === right) return 0;
    if (left < right) return -1;
    return left > right ? 1 : NaN;
  }
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    if (left === right) return 0;
    return left < right ? -1 : 1;
  }
  if (kindOf(left) === kindOf(right))
    throw new Error('invalid type for comparison');
  throw new Error(
    `incompatible types for comparison: ${typeName(left)} and ${typeName(
      right,
    )}`,
  );
}

function kindOf(value: GoValue): string {
  return typeof value === 'object' || value === undefined
    ? 'none'
    : typeof value;
}
