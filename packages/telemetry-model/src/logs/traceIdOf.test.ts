import { traceIdOf } from './traceIdOf';

const record = (timeMs: number, more: object = {}) => ({
  timeMs,
  level: 'info' as const,
  luck: 0.4,
  ...more,
});

describe('traceIdOf()', () => {
  it('is the same for what one door lets in at about the same time', () => {
    const id = traceIdOf(record(10_000), [7]);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(traceIdOf(record(10_150), [7])).toBe(id);
    expect(traceIdOf(record(10_500), [7])).not.toBe(id);
    expect(traceIdOf(record(10_000), [8])).not.toBe(id);
    expect(traceIdOf(record(10_000, { luck: 0.9 }), [7])).not.toBe(id);
  });

  it('is that of the failing trace for every error', () => {
    const failing = (luck: number) =>
      traceIdOf(record(10_000, { level: 'error', luck }), [7]);
    expect(failing(0.1)).toBe(failing(0.9));
    expect(failing(0.4)).not.toBe(traceIdOf(record(10_000), [7]));
  });
});
