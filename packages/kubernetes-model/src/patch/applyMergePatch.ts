import { recordAt } from '../fields/fieldAt';

/** The target after an RFC 7386 patch: objects merge, `null` removes, everything else replaces. Inputs are not changed. */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  const fields = recordAt(patch);
  if (!fields) return patch;
  const merged: Record<string, unknown> = { ...recordAt(target) };
  for (const [key, value] of Object.entries(fields)) {
    if (value === null) delete merged[key];
    else merged[key] = applyMergePatch(merged[key], value);
  }
  return merged;
}
