import type { TimeToThreshold } from './timeToThreshold';

/** How to put it in words. */
export interface DescribeThresholdOptions {
  /** Length of a step of the series. */
  readonly stepMs: number;
  /** What happens at the threshold: "full", "out of quota". */
  readonly event: string;
  /** The probability that the interval was asked for with; default 0.8. */
  readonly level?: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Says in words when a threshold is reached: "full in 3 d 4 h (80 % interval 2 d 20 h to 4 d 1 h)".
 *
 * - Shape: one line without a full stop.
 * - Unit: days, hours and minutes, the two largest that apply.
 * - Invalid input: none.
 * - Errors: none.
 * - Cost: constant.
 * - Source: none needed.
 */
export function describeTimeToThreshold(
  time: TimeToThreshold,
  { stepMs, event, level = 0.8 }: DescribeThresholdOptions,
): string {
  const duration = (steps: number) => formatDuration(steps * stepMs);
  const interval = `${Number((level * 100).toFixed(1))} % interval`;
  if (time.kind === 'reached') return `${event} now`;
  if (time.kind === 'not-expected') {
    return `not ${event} within ${duration(time.horizonSteps)}`;
  }
  const { earliestSteps, likelySteps, latestSteps } = time;
  if (likelySteps === undefined) {
    return `not expected to be ${event}, but possible from ${duration(
      earliestSteps,
    )} on (${interval})`;
  }
  const until =
    latestSteps === undefined ? 'or later' : `to ${duration(latestSteps)}`;
  const range = `${duration(earliestSteps)} ${until}`;
  return `${event} in ${duration(likelySteps)} (${interval} ${range})`;
}

/** `3 d 4 h`, `4 h 10 min`, `5 min`. */
function formatDuration(durationMs: number): string {
  const minutes = Math.round(durationMs / minuteMs);
  const days = Math.floor((minutes * minuteMs) / dayMs);
  const hours = Math.floor(((minutes * minuteMs) % dayMs) / hourMs);
  const rest = minutes % 60;
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
}
