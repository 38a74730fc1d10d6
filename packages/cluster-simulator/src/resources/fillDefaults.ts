import { isJsonObject, JsonObject } from '../json/readJson';

/** Fills the fields that `value` leaves out; objects are filled recursively, everything else is left alone. */
export function fillDefaults(
  value: JsonObject,
  defaults: JsonObject,
): JsonObject {
  const filled: Record<string, unknown> = { ...value };
  for (const [key, fallback] of Object.entries(defaults)) {
    const present = filled[key];
    if (present === undefined || present === null) filled[key] = fallback;
    else if (isJsonObject(present) && isJsonObject(fallback))
      filled[key] = fillDefaults(present, fallback);
  }
  return filled;
}
