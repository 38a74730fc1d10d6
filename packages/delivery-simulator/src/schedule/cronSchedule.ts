import { CronExpressionParser } from 'cron-parser';

/** A schedule in cron's five fields, or a name such as `@daily`. */
export interface CronSchedule {
  readonly text: string;
}

const FIELDS = 5;
/** How cron-parser refuses the 31st of February. */
const NEVER = 'Invalid explicit day of month definition';
/** What cron-parser reads beyond Kubernetes' cron: last days, weekday numbers within a month, hashes. */
const EXTENSIONS = /[LW#H]/;

/** Reads `minute hour day month weekday` with lists, ranges, steps and names; `undefined` when it is not a schedule. */
export function parseCronSchedule(text: string): CronSchedule | undefined {
  const trimmed = text.trim();
  const fields = trimmed.split(/\s+/);
  const isNamed = /^@[a-z]+$/.test(trimmed);
  // Names of months and weekdays may hold such letters; nothing else does.
  const isExtended = EXTENSIONS.test(trimmed.replaceAll(/[A-Za-z]{3}/g, ''));
  if (!isNamed && (fields.length !== FIELDS || isExtended)) return undefined;
  try {
    CronExpressionParser.parse(trimmed);
    return { text: trimmed };
  } catch (error) {
    // A date that never comes is a schedule all the same; others the caller reports.
    const isNever = error instanceof Error && error.message === NEVER;
    return isNever ? { text: trimmed } : undefined;
  }
}

/**
 * The first time after `afterMs` that the schedule names, in UTC or the given IANA zone; `undefined` when there is none.
 * A local time that a clock change skips comes with the change.
 */
export function nextScheduleMs(
  schedule: CronSchedule,
  afterMs: number,
  timeZone = 'UTC',
): number | undefined {
  return step(schedule, afterMs, timeZone, 'next');
}

/** The last time before `beforeMs` that the schedule names, in UTC; `undefined` when there is none. */
export function previousScheduleMs(
  schedule: CronSchedule,
  beforeMs: number,
): number | undefined {
  return step(schedule, beforeMs, 'UTC', 'prev');
}

function step(
  { text }: CronSchedule,
  currentDate: number,
  tz: string,
  direction: 'next' | 'prev',
): number | undefined {
  try {
    return CronExpressionParser.parse(text, { currentDate, tz })
      [direction]()
      .getTime();
  } catch {
    return undefined; // no such date within the years that cron-parser looks through
  }
}
