/** A JSON object that somebody else wrote. */
export type JsonMap = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object: not a list, not `null`. */
export function isJsonMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
