const BASE_MS = 800;
const MAX_MS = 30_000;
const FORBIDDEN_MS = 60_000;

/**
 * How long to wait before attempt `attempt` (1 = after the first failure): full jitter between 0 and
 * 0.8 s · 2^(attempt − 1), at most 30 s, on top of what the server asked for.
 * Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015; the bounds are those of client-go's reflector.
 */
export function retryDelayMs(
  attempt: number,
  random: () => number,
  retryAfterMs = 0,
): number {
  const ceilingMs = Math.min(MAX_MS, BASE_MS * 2 ** Math.max(0, attempt - 1));
  return Math.max(0, retryAfterMs) + random() * ceilingMs;
}

/** How long to wait after a 403: 60 s ± 15 %. Rights change rarely, and many kinds may be forbidden at once. */
export function forbiddenDelayMs(
  random: () => number,
  retryAfterMs = 0,
): number {
  return Math.max(retryAfterMs, FORBIDDEN_MS * (0.85 + 0.3 * random()));
}
