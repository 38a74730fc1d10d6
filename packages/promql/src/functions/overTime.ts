import { quantileOf } from '../aggregation/quantile';
import { KahanSum } from './KahanSum';
import type { WindowFunction } from './mapWindows';

/** `sum_over_time`. */
export const sumOverTime: WindowFunction = ({ values }) => {
  const sum = new KahanSum();
  return (from, to) => {
    sum.reset();
    for (let index = from; index < to; index += 1) sum.add(values[index]);
    return sum.total;
  };
};

/** `avg_over_time`: a running mean, which cannot overflow where the sum would. */
export const avgOverTime: WindowFunction = ({ values }) => {
  const mean = new KahanSum();
  return (from, to) => {
    mean.reset();
    for (let index = from; index < to; index += 1) {
      const value = values[index];
      const count = index - from + 1;
      const stays =
        Math.abs(mean.sum) === Infinity &&
        (value === mean.sum || Number.isFinite(value));
      if (!stays) mean.add(value / count - mean.sum / count);
    }
    return mean.total;
  };
};

/** `count_over_time`. */
export const countOverTime: WindowFunction = () => (from, to) => to - from;

/** `present_over_time`. */
export const presentOverTime: WindowFunction = () => () => 1;

/** `first_over_time`. */
export const firstOverTime: WindowFunction =
  ({ values }) =>
  from =>
    values[from];

/** `last_over_time`. */
export const lastOverTime: WindowFunction =
  ({ values }) =>
  (_, to) =>
    values[to - 1];

/** `min_over_time`; NaN only where nothing else is. */
export const minOverTime: WindowFunction =
  ({ values }) =>
  (from, to) => {
    let least = values[from];
    for (let index = from + 1; index < to; index += 1) {
      if (values[index] < least || Number.isNaN(least)) least = values[index];
    }
    return least;
  };

/** `max_over_time`; NaN only where nothing else is. */
export const maxOverTime: WindowFunction =
  ({ values }) =>
  (from, to) => {
    let greatest = values[from];
    for (let index = from + 1; index < to; index += 1) {
      if (values[index] > greatest || Number.isNaN(greatest)) {
        greatest = values[index];
      }
    }
    return greatest;
  };

/** `stdvar_over_time`: the variance of the population (Welford 1962). */
export const stdvarOverTime: WindowFunction = ({ values }) => {
  const mean = new KahanSum();
  const squares = new KahanSum();
  return (from, to) => {
    mean.reset();
    squares.reset();
    for (let index = from; index < to; index += 1) {
      const value = values[index];
      const delta = value - (mean.sum + mean.correction);
      mean.add(delta / (index - from + 1));
      squares.add(delta * (value - (mean.sum + mean.correction)));
    }
    return (squares.sum + squares.correction) / (to - from);
  };
};

/** `stddev_over_time`. */
export const stddevOverTime: WindowFunction = (samples, windows) => {
  const variance = stdvarOverTime(samples, windows);
  return (from, to, step) => Math.sqrt(variance(from, to, step) ?? NaN);
};

/** `quantile_over_time`, with the quantile at every step. */
export function quantileOverTime(ranks: Float64Array): WindowFunction {
  return ({ values }) =>
    (from, to, step) =>
      quantileOf(ranks[step], values.slice(from, to));
}

/** `mad_over_time`: the median of the distances from the median. */
export const madOverTime: WindowFunction =
  ({ values }) =>
  (from, to) => {
    const median = quantileOf(0.5, values.slice(from, to));
    const distances = values
      .slice(from, to)
      .map(value => Math.abs(value - median));
    return quantileOf(0.5, distances);
  };

/** `changes`: how often a value differs from the one before. */
export const changes: WindowFunction =
  ({ values }) =>
  (from, to) => {
    let count = 0;
    for (let index = from + 1; index < to; index += 1) {
      const bothNaN =
        Number.isNaN(values[index]) && Number.isNaN(values[index - 1]);
      if (values[index] !== values[index - 1] && !bothNaN) count += 1;
    }
    return count;
  };

/** `resets`: how often a value is below the one before. */
export const resets: WindowFunction =
  ({ values }) =>
  (from, to) => {
    let count = 0;
    for (let index = from + 1; index < to; index += 1) {
      if (values[index] < values[index - 1]) count += 1;
    }
    return count;
  };
