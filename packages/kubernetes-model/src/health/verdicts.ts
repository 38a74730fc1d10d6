import type { Health } from './Health';

/** A verdict without its times. */
type Words = Pick<Health, 'reason' | 'message'>;
type Times = Pick<Health, 'sinceMs' | 'reviewAtMs'>;

/** Messages come from the cluster; a row is no place for a page of text. */
const MAX_MESSAGE_LENGTH = 300;

/**
 * Builds a health. Times that are not known are left out, so that equal verdicts are deeply equal; a message is cut
 * at 300 characters and loses its full stop.
 */
export function verdict(
  status: Health['status'],
  { reason, message }: Words,
  { sinceMs, reviewAtMs }: Times = {},
): Health {
  return {
    status,
    reason,
    message: clip(message),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(reviewAtMs === undefined ? {} : { reviewAtMs }),
  };
}

/** What a deadline decides between. */
export interface Deadline {
  /** Absent when the object does not say when the waiting began: then it is never over. */
  readonly atMs: number | undefined;
  readonly nowMs: number;
  readonly before: (times: Times) => Health;
  readonly after: () => Health;
}

/** The verdict before a deadline, carrying the deadline as `reviewAtMs`; the other one from that instant on. */
export function verdictByDeadline(deadline: Deadline): Health {
  const { atMs, nowMs, before, after } = deadline;
  if (atMs === undefined) {
    return before({});
  }
  return nowMs < atMs ? before({ reviewAtMs: atMs }) : after();
}

/** The later of two times, of which any may be unknown. */
export function latestMs(
  ...times: readonly (number | undefined)[]
): number | undefined {
  const known = times.filter(time => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** `undefined` stays unknown. */
export function plusMs(
  timeMs: number | undefined,
  durationMs: number,
): number | undefined {
  return timeMs === undefined ? undefined : timeMs + durationMs;
}

function clip(message: string): string {
  const line = message.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  return line.length <= MAX_MESSAGE_LENGTH
    ? line
    : `${line.slice(0, MAX_MESSAGE_LENGTH - 1)}…`;
}
