import { isJsonMap } from '../cluster/JsonMap';

/**
 * The JSON merge patch (RFC 7386) that turns `before` into `after`; undefined when they are equal. Lists are replaced
 * as a whole; fields that are missing or undefined in `after` become null, or are left out where nothing was before.
 */
export function mergePatchBetween(before: unknown, after: unknown): unknown {
  if (!isJsonMap(before) || !isJsonMap(after)) {
    const text = JSON.stringify(after);
    return JSON.stringify(before) === text ? undefined : JSON.parse(text);
  }
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(before)) {
    if (after[key] === undefined) patch[key] = null;
  }
  for (const [key, value] of Object.entries(after)) {
    if (value === undefined) continue;
    const change = mergePatchBetween(before[key], value);
    if (change !== undefined) patch[key] = change;
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}
