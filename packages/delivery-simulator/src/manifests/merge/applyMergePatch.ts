import { isJsonMap } from '../../cluster/JsonMap';
/** RFC 7386: objects merge, `null` removes, everything else replaces. Never changes its input. */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isJsonMap(patch)) return patch;
  const merged: Record<string, unknown> = isJsonMap(target)
    ? { ...target }
    : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = applyMergePatch(merged[key], value);
  }
  return merged;
}
