const RFC_3339 =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Milliseconds since the epoch of a Kubernetes `Time` or `MicroTime` (RFC 3339; digits past milliseconds are cut).
 * Anything else, also a date that does not exist, is `undefined`.
 */
export function parseTimeMs(value: unknown): number | undefined {
  if (typeof value !== 'string' || !RFC_3339.test(value)) {
    return undefined;
  }
  const timeMs = Date.parse(value);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
