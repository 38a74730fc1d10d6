/**
 * Whether two JSON values have equal content. A field that is `undefined` counts as absent; the order of fields is
 * irrelevant, that of arrays is not. O(size).
 */
export function sameContent(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return sameItems(a, b);
  return hasFieldsOf(a, b) && hasFieldsOf(b, a);
}

function sameItems(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  return (
    a.length === b.length &&
    a.every((item, index) => sameContent(item, b[index]))
  );
}

function hasFieldsOf(whole: object, part: object): boolean {
  return Object.entries(part).every(([name, value]) =>
    sameContent(
      Object.hasOwn(whole, name) ? Reflect.get(whole, name) : undefined,
      value,
    ),
  );
}
