import { parseTimeMs } from './parseTimeMs';

describe('parseTimeMs()', () => {
  it.each([
    ['2026-03-02T10:00:00Z', Date.UTC(2026, 2, 2, 10)],
    ['2026-03-02T10:00:00.123456Z', Date.UTC(2026, 2, 2, 10, 0, 0, 123)],
    ['2026-03-02T12:00:00+02:00', Date.UTC(2026, 2, 2, 10)],
  ])('reads %s', (text, timeMs) => {
    expect(parseTimeMs(text)).toBe(timeMs);
  });

  it.each([
    '',
    'yesterday',
    '2026-03-02',
    '2026-03-02 10:00:00',
    '2026-13-02T10:00:00Z',
    'Mon, 02 Mar 2026 10:00:00 GMT',
    1772445600000,
    null,
    undefined,
    {},
  ])('takes %j for no time', value => {
    expect(parseTimeMs(value)).toBeUndefined();
  });
});
