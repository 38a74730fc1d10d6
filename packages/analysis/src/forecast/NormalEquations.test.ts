import { gaussianOf, seededRandom } from '../testing/seededRandom';
import { naiveRidge } from './fitLagRegressions.naive';
import { NormalEquations } from './NormalEquations';

const random = seededRandom(21);
const values = Float64Array.from({ length: 60 }, () => gaussianOf(random));
const lags = [1, 2, 7];

const sumsOf = (until: number, weightOf: (index: number) => number) => {
  const equations = new NormalEquations(lags);
  for (let i = 7; i < until; i++) equations.add(values, i, weightOf(i));
  return equations;
};

describe('NormalEquations', () => {
  it('solves the regression of the rows added so far, whatever their number', () => {
    const equations = new NormalEquations(lags);
    for (let i = 7; i < 60; i++) {
      equations.add(values, i, 1);
      if (i < 20) continue;
      const expected = naiveRidge([...values.slice(0, i + 1)], lags, 0.5);
      equations
        .solve(0.5)
        .forEach((x, k) => expect(x).toBeCloseTo(expected[k], 8));
    }
  });

  it('counts a row of weight 3 like three rows, and one of weight 0 not at all', () => {
    const weighted = sumsOf(40, i => (i % 2 === 0 ? 3 : 0));
    const repeated = new NormalEquations(lags);
    for (let i = 8; i < 40; i += 2) {
      for (let k = 0; k < 3; k++) repeated.add(values, i, 1);
    }
    const expected = repeated.solve(1);
    weighted.solve(1).forEach((x, k) => expect(x).toBeCloseTo(expected[k], 10));
  });

  it('forgets all rows when cleared', () => {
    const equations = sumsOf(33, () => 1);
    equations.clear();
    for (let i = 7; i < 50; i++) equations.add(values, i, 1);
    expect(equations.solve(2)).toEqual(sumsOf(50, () => 1).solve(2));
  });
});
