/**
 * Level and slope of a damped trend after a series, one recursion per line as in the paper.
 *
 * - Shape: level and slope after the last value.
 * - Unit: that of the series, the slope per step.
 * - Invalid input: at least two values.
 * - Errors: none.
 * - Cost: linear; the recursion is spelled out.
 * - Source: Gardner & McKenzie 1985, equations in error-correction form.
 */
export function naiveLocalTrend(
  series: readonly number[],
  levelFactor: number,
  slopeFactor: number,
  damping: number,
): { level: number; slope: number } {
  const first = Math.min(12, series.length - 1);
  const start = {
    level: series[0],
    slope: (series[first] - series[0]) / first,
  };
  return series.slice(1).reduce(({ level, slope }, value) => {
    const forecast = level + damping * slope;
    return {
      level: forecast + levelFactor * (value - forecast),
      slope: damping * slope + levelFactor * slopeFactor * (value - forecast),
    };
  }, start);
}
