import { createSeason } from './createSeason';

const HOUR_MS = 3_600_000;
const MONDAY_MS = Date.UTC(2026, 2, 2);
const WEEK = Array.from(
  { length: 168 * 4 },
  (_, step) => MONDAY_MS + (step * HOUR_MS) / 4,
);

describe('createSeason()', () => {
  it.each(['customers', 'office', 'steady'] as const)(
    'has mean 1 over a week and is positive: %s',
    kind => {
      const values = WEEK.map(createSeason(kind, 'shop/web', 0));
      expect(
        values.reduce((sum, value) => sum + value, 0) / values.length,
      ).toBeCloseTo(1, 6);
      expect(Math.min(...values)).toBeGreaterThan(0.05);
    },
  );

  it('is high in the evening of the customers, wherever they are', () => {
    const hourOfCrest = (utcOffsetHours: number) => {
      const season = createSeason('customers', 'shop/web', utcOffsetHours);
      const hours = Array.from({ length: 24 }, (_, hour) => hour);
      return hours.reduce((best, hour) =>
        season(MONDAY_MS + hour * HOUR_MS) > season(MONDAY_MS + best * HOUR_MS)
          ? hour
          : best,
      );
    };
    expect(hourOfCrest(0)).toBeGreaterThanOrEqual(17);
    expect(hourOfCrest(-5)).toBe((hourOfCrest(0) + 5) % 24);
  });

  it('rests at the weekend in offices, and differs between services', () => {
    const season = createSeason('office', 'shop/web', 0);
    const noon = (day: number) => season(MONDAY_MS + (day * 24 + 12) * HOUR_MS);
    expect(noon(5)).toBeLessThan(0.8 * noon(2));
    expect(createSeason('office', 'shop/cart', 0)(MONDAY_MS)).not.toBe(
      season(MONDAY_MS),
    );
  });
});
