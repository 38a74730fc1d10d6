import { logLines, tailOfLog, type LogStream } from './logLines';

const START_MS = Date.UTC(2026, 2, 2, 9);
const stream: LogStream = {
  namespace: 'shop',
  podName: 'cart-1',
  container: 'cart',
  service: 'cart',
  format: 'json',
  startedAtMs: START_MS,
};

describe('logLines()', () => {
  it('gives the same lines for a whole span as for its parts', () => {
    const minute = (n: number) => START_MS + n * 60_000;
    const whole = [...logLines(stream, minute(0), minute(60))];
    const parts = Array.from({ length: 60 }, (_, n) => [
      ...logLines(stream, minute(n), minute(n + 1)),
    ]).flat();
    expect(whole.length).toBeGreaterThan(60);
    expect(parts).toEqual(whole);
  });

  it('is in order of time and starts with the start-up of the container', () => {
    const lines = [...logLines(stream, 0, START_MS + 600_000)];
    const times = lines.map(line => line.timeMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(JSON.parse(lines[0].text)).toMatchObject({
      service: 'cart',
      msg: 'starting',
    });
  });

  it('ends with the failure of a run that ended badly', () => {
    const ended = { ...stream, endedAtMs: START_MS + 90_000, failure: 'fatal' };
    const lines = [...logLines(ended, 0, START_MS + 900_000)];
    expect(lines[lines.length - 1]).toMatchObject({
      timeMs: START_MS + 90_000,
    });
    expect(lines[lines.length - 1].text).toContain('fatal');
  });

  it.each([
    ['json', /^\{"time":"2026/],
    ['logfmt', /^ts=2026-.* level=\w+ service=cart msg=/],
    ['nginx', /\[02\/Mar\/2026:.*\] "(GET|POST) \/|\[notice\]/],
    ['klog', /^[IWE]0302 \d\d:\d\d:/],
    ['postgres', /^2026-03-02 .* UTC \[\d+\] (LOG|WARNING|ERROR):/],
    ['kafka', /^\[2026-03-02 .*\] (INFO|WARN|ERROR) /],
  ] as const)('writes %s as its software does', (format, shape) => {
    const lines = [
      ...logLines({ ...stream, format }, START_MS, START_MS + 300_000),
    ];
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter(line => !shape.test(line.text))).toEqual([]);
  });
});

describe('tailOfLog()', () => {
  it('is the end of the whole log', () => {
    const endMs = START_MS + 3_600_000;
    const whole = [...logLines(stream, 0, endMs)];
    expect(tailOfLog(stream, endMs, 25)).toEqual(whole.slice(-25));
    expect(tailOfLog(stream, endMs, 1_000_000)).toEqual(whole);
    expect(tailOfLog(stream, endMs, 0)).toEqual([]);
  });
});
