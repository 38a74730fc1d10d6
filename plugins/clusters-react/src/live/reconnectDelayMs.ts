/** Full-jitter back-off: a random part of `500 ms · 2^attempt`, capped at 20 s and never under 250 ms. */
export function reconnectDelayMs(
  attempt: number,
  random: () => number,
): number {
  const ceilingMs = Math.min(20_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.max(250, Math.round(random() * ceilingMs));
}
