import {
  deviationOf,
  excessOver,
  fitNormalModel,
  maxDeviation,
} from './NormalModel';

const wave = Array.from({ length: 200 }, (_, i) => 100 + 10 * Math.sin(i));
const model = fitNormalModel(wave);

describe('fitNormalModel()', () => {
  it('is undefined without a value', () => {
    expect(fitNormalModel([undefined, NaN, Infinity])).toBeUndefined();
  });

  it('believes little of a single value: a change must be of its own size', () => {
    const single = fitNormalModel([40]);
    expect(single?.level).toBe(40);
    expect(single?.above).toBeCloseTo(40 * 1.02);
  });

  it('takes 2 % of a constant for the grain of the measurement', () => {
    const constant = fitNormalModel(new Float64Array(1000).fill(50));
    expect(constant?.above).toBeCloseTo(50 * (0.02 + 0.001));
  });

  it('expects more at more load', () => {
    const loads = wave.map((_, i) => 1000 + ((i * 37) % 500));
    const values = loads.map(load => 20 + 0.1 * load);
    const loaded = fitNormalModel(values, loads);
    expect(loaded?.slope).toBeCloseTo(0.1);
    if (!loaded) throw new Error('no model');
    const [excess] = excessOver(loaded, [20 + 0.1 * 3000], [3000]);
    expect(excess).toBeCloseTo(0, 5);
  });
});

describe('excessOver() and deviationOf()', () => {
  it('measure each value from the median', () => {
    if (!model) throw new Error('no model');
    const excess = excessOver(model, [model.level, 2 * model.level, NaN]);
    expect([...excess]).toEqual([0, model.level, NaN]);
    expect(deviationOf(model, 0)).toBe(0);
    expect(deviationOf(model, 30)).toBeCloseTo(30 / model.above);
    expect(deviationOf(model, -30)).toBeCloseTo(-30 / model.below);
    expect(deviationOf(model, NaN)).toBeNaN();
  });

  it('cuts the change of what was always exactly 0', () => {
    const zero = fitNormalModel(new Float64Array(100));
    if (!zero) throw new Error('no model');
    expect(deviationOf(zero, 1)).toBe(maxDeviation);
    expect(deviationOf(zero, -1)).toBe(-maxDeviation);
  });
});
