import { PromqlError } from '../PromqlError';
import type { WindowFunction } from './mapWindows';

/** `holt_winters`, since Prometheus 3 `double_exponential_smoothing`: Holt's linear method; both factors in (0, 1). */
export function exponentialSmoothing(
  smoothingFactors: Float64Array,
  trendFactors: Float64Array,
): WindowFunction {
  return ({ values }) =>
    (from, to, step) => {
      const smoothing = smoothingFactors[step];
      const trend = trendFactors[step];
      checkFactor('smoothing', 'sf', smoothing);
      checkFactor('trend', 'tf', trend);
      if (to - from < 2) return undefined;
      let previous = 0;
      let level = values[from];
      let slope = values[from + 1] - values[from];
      for (let index = from + 1; index < to; index += 1) {
        if (index > from + 1) {
          slope = trend * (level - previous) + (1 - trend) * slope;
        }
        const next =
          smoothing * values[index] + (1 - smoothing) * (level + slope);
        previous = level;
        level = next;
      }
      return level;
    };
}

function checkFactor(name: string, symbol: string, factor: number): void {
  if (!(factor <= 0 || factor >= 1)) return;
  throw new PromqlError(
    'execution',
    `invalid ${name} factor. Expected: 0 < ${symbol} < 1, got: ${factor.toFixed(
      6,
    )}`,
  );
}
