/** After something happened the state is known every half minute, then every minute. */
const CLOSE_MS = 30_000;
const CLOSE_COUNT = 30;
const NEAR_MS = 60_000;
const NEAR_COUNT = 45;

/**
 * Moments at which the traffic is solved: every `stepMs` from `fromMs` to `toMs` (both included), and closer after each
 * event, with the millisecond before it. Ascending without repetition. `eventsMs` ascend. O(steps + events).
 */
export function knotTimes(
  fromMs: number,
  toMs: number,
  stepMs: number,
  eventsMs: readonly number[],
): Float64Array {
  const times: number[] = [];
  for (let timeMs = fromMs; timeMs <= toMs; timeMs += stepMs)
    times.push(timeMs);
  const add = (timeMs: number) => {
    if (timeMs > fromMs && timeMs < toMs) times.push(timeMs);
  };
  for (const eventMs of eventsMs) {
    const closeEndMs = eventMs + CLOSE_COUNT * CLOSE_MS;
    if (eventMs > toMs || closeEndMs + NEAR_COUNT * NEAR_MS < fromMs) continue;
    add(eventMs - 1);
    for (let step = 0; step <= CLOSE_COUNT; step++)
      add(eventMs + step * CLOSE_MS);
    for (let step = 1; step <= NEAR_COUNT; step++)
      add(closeEndMs + step * NEAR_MS);
  }
  const sorted = Float64Array.from(times).sort();
  return sorted.filter(
    (timeMs, place) => place === 0 || timeMs > sorted[place - 1],
  );
}
