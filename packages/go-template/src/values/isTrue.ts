import type { GoValue } from './GoValue';

/** Whether `if` takes a value: not for nil, false, zero and what is empty; a struct is always true. */
export function isTrue(value: GoValue): boolean {
  if (typeof value !== 'object') return Boolean(value);
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return value.entries === undefined || value.entries.size > 0;
}
