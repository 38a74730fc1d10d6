/** A parsed five-field schedule: the values each field allows. */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly daysOfWeek: ReadonlySet<number>;
  /** Both day fields restrict: then either may match, as cron has it since 1979. */
  readonly isEitherDay: boolean;
}

const MACROS: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The rarest valid date, 29 February on a given weekday, comes back within 40 years. */
const MAX_DAYS = 366 * 40;

/** Reads `minute hour day month weekday` with lists, ranges, steps and names; `undefined` when it is not a schedule. */
export function parseCronSchedule(text: string): CronSchedule | undefined {
  const fields = (MACROS[text.trim()] ?? text.trim())
    .toLowerCase()
    .split(/\s+/);
  if (fields.length !== 5) return undefined;
  const minutes = parseField(fields[0], 0, 59);
  const hours = parseField(fields[1], 0, 23);
  const daysOfMonth = parseField(fields[2], 1, 31);
  const months = parseField(fields[3], 1, 12, MONTHS, 1);
  const daysOfWeek = parseField(fields[4], 0, 7, DAYS, 0);
  if (!minutes || !hours || !daysOfMonth || !months || !daysOfWeek) {
    return undefined;
  }
  if (daysOfWeek.has(7)) daysOfWeek.add(0);
  return {
    minutes,
    hours,
    daysOfMonth,
    months,
    daysOfWeek,
    isEitherDay: !/^[*?]/.test(fields[2]) && !/^[*?]/.test(fields[4]),
  };
}

/**
 * The first time after `afterMs` that the schedule names, in UTC or the given IANA zone; `undefined` when there is none.
 * A local time that a clock change skips or repeats follows the zone's offset of that moment. O(days until then).
 */
export function nextScheduleMs(
  schedule: CronSchedule,
  afterMs: number,
  timeZone?: string,
): number | undefined {
  const offsetAt = (ms: number) => (timeZone ? zoneOffsetMs(ms, timeZone) : 0);
  const startMs = (Math.floor(afterMs / MINUTE_MS) + 1) * MINUTE_MS;
  const localStartMs = startMs + offsetAt(startMs);
  const firstDayMs = Math.floor(localStartMs / DAY_MS) * DAY_MS;
  for (let day = 0; day < MAX_DAYS; day++) {
    const dayMs = firstDayMs + day * DAY_MS;
    if (!matchesDay(schedule, new Date(dayMs))) continue;
    for (let minute = 0; minute < 1_440; minute++) {
      if (!schedule.hours.has(Math.floor(minute / 60))) {
        minute += 59;
        continue;
      }
      if (!schedule.minutes.has(minute % 60)) continue;
      const localMs = dayMs + minute * MINUTE_MS;
      const utcMs = localMs - offsetAt(localMs - offsetAt(localMs));
      if (utcMs >= startMs) return utcMs;
    }
  }
  return undefined;
}

function matchesDay(schedule: CronSchedule, date: Date): boolean {
  if (!schedule.months.has(date.getUTCMonth() + 1)) return false;
  const byDate = schedule.daysOfMonth.has(date.getUTCDate());
  const byWeekday = schedule.daysOfWeek.has(date.getUTCDay());
  return schedule.isEitherDay ? byDate || byWeekday : byDate && byWeekday;
}

function parseField(
  field: string,
  min: number,
  max: number,
  names: readonly string[] = [],
  nameBase = 0,
): Set<number> | undefined {
  const valueOf = (text: string) => {
    const named = names.indexOf(text);
    if (named !== -1) return named + nameBase;
    return /^\d+$/.test(text) ? Number(text) : NaN;
  };
  const lastOf = (bounds: readonly string[], single: number) =>
    bounds.length === 2 ? valueOf(bounds[1]) : single;
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range, stepText, ...rest] = part.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    if (rest.length > 0 || !Number.isInteger(step) || step < 1)
      return undefined;
    const bounds = range.split('-');
    if (bounds.length > 2) return undefined;
    const isAny = range === '*' || range === '?';
    const from = isAny ? min : valueOf(bounds[0]);
    const to = isAny
      ? max
      : lastOf(bounds, stepText === undefined ? from : max);
    if (!(from >= min && to <= max && from <= to)) return undefined;
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

function zoneOffsetMs(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(ms);
  const part = (type: string) =>
    Number(parts.find(each => each.type === type)?.value);
  const localMs = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
  );
  return localMs - Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}
