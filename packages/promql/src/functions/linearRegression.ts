import type { Samples } from '../series/SeriesSource';
import { KahanSum } from './KahanSum';
import type { WindowFunction } from './mapWindows';

/** `deriv`: the slope per second of the least-squares line through a window. */
export const deriv: WindowFunction = samples => {
  const fit = createFit(samples);
  return (from, to) =>
    to - from < 2 ? undefined : fit(from, to, samples.timestampsMs[from]).slope;
};

/** `predict_linear`: where that line is so many seconds after the evaluation. */
export function predictLinear(
  aheadSeconds: Float64Array,
  timesMs: Float64Array,
): WindowFunction {
  return samples => {
    const fit = createFit(samples);
    return (from, to, step) => {
      if (to - from < 2) return undefined;
      const { slope, intercept } = fit(from, to, timesMs[step]);
      return slope * aheadSeconds[step] + intercept;
    };
  };
}

interface Line {
  readonly slope: number;
  /** The value at the origin. */
  readonly intercept: number;
}

const unknownLine: Line = { slope: NaN, intercept: NaN };

function createFit({ timestampsMs, values }: Samples) {
  const sumX = new KahanSum();
  const sumY = new KahanSum();
  const sumXY = new KahanSum();
  const sumXX = new KahanSum();
  const sums = [sumX, sumY, sumXY, sumXX];
  const correctedOf = ({ sum, correction }: KahanSum) => sum + correction;

  return (from: number, to: number, originMs: number): Line => {
    for (const sum of sums) sum.reset();
    let isConstant = true;
    for (let index = from; index < to; index += 1) {
      const x = (timestampsMs[index] - originMs) / 1000;
      const y = values[index];
      if (y !== values[from] && index > from) isConstant = false;
      sumX.add(x);
      sumY.add(y);
      sumXY.add(x * y);
      sumXX.add(x * x);
    }
    if (isConstant) {
      if (Math.abs(values[from]) === Infinity) return unknownLine;
      return { slope: 0, intercept: values[from] };
    }
    const n = to - from;
    const x = correctedOf(sumX);
    const y = correctedOf(sumY);
    const covariance = correctedOf(sumXY) - (x * y) / n;
    const variance = correctedOf(sumXX) - (x * x) / n;
    const slope = covariance / variance;
    return { slope, intercept: y / n - (slope * x) / n };
  };
}
