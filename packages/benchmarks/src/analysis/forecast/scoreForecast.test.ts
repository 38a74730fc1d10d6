import { meanScore, owaOf, scoreForecast } from './scoreForecast';

const exact = { point: [4, 6], low: [3, 5], high: [5, 7] };

describe('scoreForecast()', () => {
  it('gives no error and only the width for an exact forecast', () => {
    // Seasonal differences of 1, 2, 4, 8 at season 1 are 1, 2 and 4.
    const judged = { input: [1, 2, 4, 8], actual: [4, 6] };
    const score = scoreForecast(judged, exact, 1);
    expect(score.smape).toBe(0);
    expect(score.mase).toBe(0);
    expect(score.msis).toBeCloseTo(2 / (7 / 3), 12);
    expect(score.coverage).toBe(1);
  });

  it('computes each measure as on paper', () => {
    const judged = { input: [0, 10, 2, 14], actual: [10, 0] };
    const answer = { point: [6, 0], low: [5, 1], high: [8, 3] };
    const score = scoreForecast(judged, answer, 2);
    // Scale: |2 - 0| and |14 - 10|, mean 3. Errors 4 and 0.
    expect(score.smape).toBeCloseTo((200 * 4) / 16 / 2, 12);
    expect(score.mase).toBeCloseTo(2 / 3, 12);
    // 10 lies 2 above 8, 0 lies 1 below 1.
    expect(score.msis).toBeCloseTo((3 + 40 * 2 + 2 + 40 * 1) / 2 / 3, 12);
    expect(score.coverage).toBe(0);
  });

  it('counts the ends of the interval as inside', () => {
    const judged = { input: [0, 1], actual: [3, 7] };
    expect(scoreForecast(judged, exact, 1).coverage).toBe(1);
  });

  it('refuses a forecast of another length', () => {
    const judged = { input: [0, 1], actual: [3] };
    expect(() => scoreForecast(judged, exact, 1)).toThrow(
      'forecasts must have 1 values, got 2, 2 and 2',
    );
  });
});

describe('owaOf()', () => {
  it('is the mean of the two ratios to the benchmark', () => {
    const score = (smape: number, mase: number) => ({
      smape,
      mase,
      msis: 0,
      coverage: 0,
    });
    expect(owaOf(score(5, 1), score(10, 4))).toBeCloseTo(0.375, 12);
    expect(meanScore([score(1, 2), score(3, 6)])).toEqual(score(2, 4));
  });
});
