import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { tryParseQuantity, compareQuantities } from '@orrery/kubernetes-model';

/** Fields whose values are quantities: `500m` and `0.5` are the same there. */
const QUANTITY_MAPS = new Set(['limits', 'requests', 'capacity', 'hard']);

/**
 * Whether two values of a Kubernetes object say the same: absent, `null`, `{}` and `[]` are alike (the API server drops
 * them as it likes), and quantities are compared by their value. Order matters in lists. Cost: one walk over both.
 */
export function isEquivalentJson(
  left: unknown,
  right: unknown,
  parentField = '',
): boolean {
  if (left === right || (isEmpty(left) && isEmpty(right))) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => isEquivalentJson(item, right[index]))
    );
  }
  if (isJsonMap(left) && isJsonMap(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...keys].every(key =>
      QUANTITY_MAPS.has(parentField)
        ? isSameQuantity(left[key], right[key])
        : isEquivalentJson(left[key], right[key], key),
    );
  }
  if (isJsonMap(left) || isJsonMap(right)) {
    const [record, other] = isJsonMap(left) ? [left, right] : [right, left];
    return isEmpty(other) && isJsonMap(record) && areAllEmpty(record);
  }
  return false;
}

function areAllEmpty(record: JsonMap): boolean {
  return Object.values(record).every(isEmpty);
}

function isSameQuantity(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  const a = quantityOf(left);
  const b = quantityOf(right);
  return a !== undefined && b !== undefined && compareQuantities(a, b) === 0;
}

function quantityOf(value: unknown) {
  return typeof value === 'string' || typeof value === 'number'
    ? tryParseQuantity(String(value))
    : undefined;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonMap(value) && Object.keys(value).length === 0;
}
