import {
  nextScheduleMs,
  parseCronSchedule,
  previousScheduleMs,
} from './cronSchedule';

function next(
  text: string,
  after: string,
  timeZone?: string,
): string | undefined {
  const schedule = parseCronSchedule(text);
  if (!schedule) throw new Error(`not a schedule: ${text}`);
  const ms = nextScheduleMs(schedule, Date.parse(after), timeZone);
  return ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 16);
}

describe('nextScheduleMs()', () => {
  it.each([
    ['* * * * *', '2026-03-02T09:00:00Z', '2026-03-02T09:01'],
    ['*/15 * * * *', '2026-03-02T09:14:59Z', '2026-03-02T09:15'],
    ['5,35 8-10 * * *', '2026-03-02T10:35:00Z', '2026-03-03T08:05'],
    ['0 3 * * mon-fri', '2026-03-06T04:00:00Z', '2026-03-09T03:00'],
    ['0 0 1 */3 *', '2026-03-02T00:00:00Z', '2026-04-01T00:00'],
    ['0 0 29 2 *', '2026-03-02T00:00:00Z', '2028-02-29T00:00'],
    ['0 0 13 * fri', '2026-03-02T00:00:00Z', '2026-03-06T00:00'],
    ['10-50/20 0 * * 7', '2026-03-02T00:00:00Z', '2026-03-08T00:10'],
    ['30 6 1,15 * *', '2026-03-02T12:00:00Z', '2026-03-15T06:30'],
    ['5/20 12 * * *', '2026-03-02T12:00:00Z', '2026-03-02T12:05'],
    ['@daily', '2026-12-31T12:00:00Z', '2027-01-01T00:00'],
  ])('of "%s" after %s is %s', (text, after, expected) => {
    expect(next(text, after)).toBe(expected);
  });

  it('follows the offset of a time zone through the year', () => {
    expect(next('0 9 * * *', '2026-01-10T12:00:00Z', 'Europe/Berlin')).toBe(
      '2026-01-11T08:00',
    );
    expect(next('0 9 * * *', '2026-07-10T12:00:00Z', 'Europe/Berlin')).toBe(
      '2026-07-11T07:00',
    );
  });

  it('is undefined for a date that never comes', () => {
    expect(next('0 0 31 2 *', '2026-01-01T00:00:00Z')).toBeUndefined();
  });
});

describe('previousScheduleMs()', () => {
  it('goes back one time after the other', () => {
    const schedule = parseCronSchedule('0 3 * * mon-fri');
    const monday = Date.parse('2026-03-09T03:00:00Z');
    const friday = schedule && previousScheduleMs(schedule, monday);
    expect(new Date(friday ?? 0).toISOString()).toBe(
      '2026-03-06T03:00:00.000Z',
    );
  });
});

describe('parseCronSchedule()', () => {
  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '*/0 * * * *',
    '5-1 * * * *',
    'x * * * *',
    '1/2/3 * * * *',
    '0 0 L * *',
    'H * * * *',
    '* * * * * *',
  ])('refuses "%s"', text => {
    expect(parseCronSchedule(text)).toBeUndefined();
  });
});
