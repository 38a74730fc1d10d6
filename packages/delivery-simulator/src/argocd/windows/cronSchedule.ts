/** A five-field schedule: the values that each field allows. */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly daysOfWeek: ReadonlySet<number>;
  /** Both day fields restrict: then either may match, as cron has it. */
  readonly isEitherDay: boolean;
}

const NAMED: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
};
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A 29 February on a given weekday comes back within 40 years; sync windows are asked about far less. */
const MAX_DAYS = 366 * 5;

/** Reads `minute hour day month weekday`; `undefined` when it is not a schedule. */
export function parseCronSchedule(text: string): CronSchedule | undefined {
  const plain = text.trim().toLowerCase();
  const fields = (Object.hasOwn(NAMED, plain) ? NAMED[plain] : plain).split(
    /\s+/,
  );
  if (fields.length !== 5) return undefined;
  const sets = [
    parseField(fields[0], 0, 59, [], 0),
    parseField(fields[1], 0, 23, [], 0),
    parseField(fields[2], 1, 31, [], 0),
    parseField(fields[3], 1, 12, MONTHS, 1),
    parseField(fields[4], 0, 7, DAYS, 0),
  ];
  const [minutes, hours, daysOfMonth, months, daysOfWeek] = sets;
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

/** The first time after `afterMs` that the schedule names, in the given IANA zone (UTC); `undefined` when there is none. */
export function nextScheduleMs(
  schedule: CronSchedule,
  afterMs: number,
  timeZone = 'UTC',
): number | undefined {
  const startMs = (Math.floor(afterMs / MINUTE_MS) + 1) * MINUTE_MS;
  const localStartMs = startMs + zoneOffsetMs(startMs, timeZone);
  const firstDayMs = Math.floor(localStartMs / DAY_MS) * DAY_MS;
  for (let day = 0; day < MAX_DAYS; day++) {
    const dayMs = firstDayMs + day * DAY_MS;
    if (!matchesDay(schedule, new Date(dayMs))) continue;
    for (const hour of sorted(schedule.hours)) {
      for (const minute of sorted(schedule.minutes)) {
        const localMs = dayMs + (hour * 60 + minute) * MINUTE_MS;
        const guessMs = localMs - zoneOffsetMs(localMs, timeZone);
        const atMs = localMs - zoneOffsetMs(guessMs, timeZone);
        if (atMs >= startMs) return atMs;
      }
    }
  }
  return undefined;
}

function sorted(values: ReadonlySet<number>): readonly number[] {
  return [...values].sort((a, b) => a - b);
}

function matchesDay(schedule: CronSchedule, date: Date): boolean {
  if (!schedule.months.has(date.getUTCMonth() + 1)) return false;
  const isDate = schedule.daysOfMonth.has(date.getUTCDate());
  const isWeekday = schedule.daysOfWeek.has(date.getUTCDay());
  return schedule.isEitherDay ? isDate || isWeekday : isDate && isWeekday;
}

function parseField(
  field: string,
  min: number,
  max: number,
  names: readonly string[],
  nameBase: number,
): Set<number> | undefined {
  const valueOf = (text: string) => {
    const named = names.indexOf(text);
    if (named !== -1) return named + nameBase;
    return /^\d+$/.test(text) ? Number(text) : NaN;
  };
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) return undefined;
    const [, any, first, last, stepText] = match;
    const step = Number(stepText ?? 1);
    const from = any ? min : valueOf(first);
    const end = last ?? (stepText === undefined ? first : undefined);
    const to = any || end === undefined ? max : valueOf(end);
    if (!(step >= 1 && from >= min && to <= max && from <= to)) {
      return undefined;
    }
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function zoneOffsetMs(ms: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts = format.formatToParts(ms);
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
