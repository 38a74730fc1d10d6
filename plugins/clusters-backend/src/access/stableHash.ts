import { createHash } from 'node:crypto';

/** Equal for equal JSON values, whatever the order of their fields; 22 characters. */
export function stableHash(value: unknown): string {
  return createHash('sha256')
    .update(canonical(value))
    .digest('base64url')
    .slice(0, 22);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
