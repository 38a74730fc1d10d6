import {
  optionalDurationMs,
  rangeOf,
  stepOf,
  timeOf,
} from './parseLokiParameters';

const parameters = (given: Readonly<Record<string, string>>) =>
  new URLSearchParams(given);

describe('times of requests', () => {
  it.each([
    ['1700000000', 1_700_000_000_000],
    ['1700000000.25', 1_700_000_000_250],
    ['1700000000123000000', 1_700_000_000_123],
    ['1700000000123000001', 1_700_000_000_124],
    ['2023-11-14T22:13:20Z', 1_700_000_000_000],
    ['2023-11-14T22:13:20.500+01:00', 1_699_996_400_500],
    ['2023-11-14T22:13:20.500000001Z', 1_700_000_000_501],
  ])('reads %s', (text, timeMs) => {
    expect(timeOf(parameters({ time: text }), 'time', 0)).toBe(timeMs);
  });

  it('refuses what is none', () => {
    expect(() => timeOf(parameters({ end: 'noon' }), 'end', 0)).toThrow(
      'could not parse \'end\' parameter: strconv.ParseInt: parsing "noon": invalid syntax',
    );
  });
});

describe('ranges of requests', () => {
  const nowMs = 1_700_000_000_000;
  it.each([
    [{}, 3_600_000, 0],
    [{ since: '5m' }, 300_000, 0],
    [{ start: '1700000000', end: '1700000000' }, 0, 0],
    [{ end: '1699999999' }, 3_601_000, 1_000],
    [{ start: '1699999990', end: '1700000010' }, 10_000, -10_000],
  ])('%j begins %s ms before now and ends %s before', (given, start, end) => {
    const range = rangeOf(parameters(given), nowMs);
    expect(nowMs - range.startMs).toBe(start);
    expect(nowMs - range.endMs).toBe(end);
  });

  it('have 250 steps unless they name one', () => {
    const hour = { startMs: nowMs - 3_600_000, endMs: nowMs };
    expect(stepOf(parameters({}), hour)).toBe(14_000);
    expect(stepOf(parameters({ step: '30' }), hour)).toBe(30_000);
    expect(stepOf(parameters({ step: '1s500ms' }), hour)).toBe(1_500);
    expect(stepOf(parameters({}), { startMs: 0, endMs: 10 })).toBe(1_000);
  });

  it('refuse durations that are none', () => {
    expect(() =>
      optionalDurationMs(parameters({ interval: 'ever' }), 'interval'),
    ).toThrow('cannot parse "ever" to a valid duration');
  });
});
