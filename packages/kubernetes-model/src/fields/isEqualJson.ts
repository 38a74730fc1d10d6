/** Deep equality of JSON values; a key holding `undefined` equals a missing one. Same references cost nothing. */
export function isEqualJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => isEqualJson(item, right[index]))
    );
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  for (const key of Object.keys(left)) {
    if (!isEqualJson(left[key], right[key])) return false;
  }
  return Object.keys(right).every(
    key => right[key] === undefined || left[key] !== undefined,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
