import { toTimestamp } from './ControllerContext';

describe('toTimestamp()', () => {
  it('writes any moment as Date does, without the fraction', () => {
    const start = Date.parse('2026-02-28T23:59:58.999Z');
    for (let step = 0; step < 3_000; step += 1) {
      // Forth and back over midnights, months and leap days.
      const ms = start + (step % 2 ? 1 : -1) * step * 41_777_777;
      expect(toTimestamp(ms)).toBe(
        `${new Date(ms).toISOString().slice(0, 19)}Z`,
      );
    }
  });

  it('throws for what is no moment', () => {
    expect(() => toTimestamp(Number.NaN)).toThrow(RangeError);
  });
});
