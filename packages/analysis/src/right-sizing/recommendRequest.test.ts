import fc from 'fast-check';

import { recommendRequest } from './recommendRequest';
import { naiveRequest } from './recommendRequest.naive';

const distribution = (...numbers: number[]) => {
  const values = Float64Array.from(numbers).sort();
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return { values, mean, peak: Math.max(...numbers) };
};

const usage = fc.array(fc.integer({ min: 0, max: 50 }), {
  minLength: 1,
  maxLength: 30,
});

describe('recommendRequest()', () => {
  it('takes the request with the smallest expected cost', () => {
    fc.assert(
      fc.property(usage, fc.integer({ min: 1, max: 30 }), (values, weight) => {
        const expected = distribution(...values);
        const { request } = recommendRequest(expected, {
          shortfallWeight: weight,
        });
        const cost = weight * expected.mean;
        const costOf = (amount: number) =>
          values.reduce(
            (sum, value) => sum + (value > amount ? cost : amount - value),
            0,
          );
        const naive = naiveRequest(values, cost);
        expect(costOf(request)).toBeCloseTo(costOf(naive), 6);
      }),
      { seed: 3 },
    );
  });

  it('is never lower for a larger weight', () => {
    fc.assert(
      fc.property(usage, values => {
        const requestFor = (shortfallWeight: number) =>
          recommendRequest(distribution(...values), { shortfallWeight })
            .request;
        expect(requestFor(2)).toBeLessThanOrEqual(requestFor(5));
        expect(requestFor(5)).toBeLessThanOrEqual(requestFor(50));
      }),
      { seed: 4 },
    );
  });

  it('tells what the request brings', () => {
    const steady = distribution(...new Array<number>(99).fill(1), 100);
    expect(recommendRequest(steady)).toEqual({
      request: 1,
      shareAbove: 0.01,
      slack: 0,
      expectedMean: steady.mean,
      expectedPeak: 100,
      decidedBy: 'forecast',
    });
  });

  it('stays within its limits and says so', () => {
    const values = distribution(4, 5, 6);
    expect(recommendRequest(values, { least: 9 })).toMatchObject({
      request: 9,
      decidedBy: 'least',
      slack: 4,
    });
    expect(recommendRequest(values, { most: 4.5 })).toMatchObject({
      request: 4.5,
      decidedBy: 'most',
    });
    const nothing = { values: new Float64Array(0), mean: 0, peak: -Infinity };
    expect(recommendRequest(nothing, { least: 2 })).toMatchObject({
      request: 2,
      shareAbove: 0,
    });
  });

  it('refuses weights and limits that make no sense', () => {
    const recommend = (options: object) => () =>
      recommendRequest(distribution(1), options);
    expect(recommend({ shortfallWeight: 0 })).toThrow('got 0');
    expect(recommend({ shortfallWeight: NaN })).toThrow(RangeError);
    expect(recommend({ least: 2, most: 1 })).toThrow('got 2 and 1');
  });
});
