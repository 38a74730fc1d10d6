import type { Evaluation } from '../evaluation/Evaluation';
import { exponentialSmoothing } from './exponentialSmoothing';
import { extrapolatedRate } from './extrapolatedRate';
import { instantRate } from './instantRate';
import { deriv, predictLinear } from './linearRegression';
import type { WindowFunction, WindowOptions } from './mapWindows';
import {
  avgOverTime,
  changes,
  countOverTime,
  firstOverTime,
  lastOverTime,
  madOverTime,
  maxOverTime,
  minOverTime,
  presentOverTime,
  quantileOverTime,
  resets,
  stddevOverTime,
  stdvarOverTime,
  sumOverTime,
} from './overTime';

/** A range function with its scalar arguments at every step, the range taken out. */
export type WindowFunctionFactory = (
  evaluation: Pick<Evaluation, 'grid' | 'semantics'>,
  scalars: readonly Float64Array[],
) => readonly [WindowFunction, WindowOptions?];

const plain =
  (apply: WindowFunction, options?: WindowOptions): WindowFunctionFactory =>
  () =>
    [apply, options];

const extrapolated =
  (isCounter: boolean, perSecond: boolean): WindowFunctionFactory =>
  ({ semantics }) => {
    const boundsStartFirst = semantics === 'prometheus-3';
    return [extrapolatedRate({ isCounter, perSecond, boundsStartFirst })];
  };

const smoothing: WindowFunctionFactory = (_, [levels, trends]) => [
  exponentialSmoothing(levels, trends),
  { dependsOnStep: true },
];

/** The functions that take one range vector. */
export const windowFunctions: ReadonlyMap<string, WindowFunctionFactory> =
  new Map<string, WindowFunctionFactory>([
    ['rate', extrapolated(true, true)],
    ['increase', extrapolated(true, false)],
    ['delta', extrapolated(false, false)],
    ['irate', plain(instantRate(true))],
    ['idelta', plain(instantRate(false))],
    ['deriv', plain(deriv)],
    ['changes', plain(changes)],
    ['resets', plain(resets)],
    ['avg_over_time', plain(avgOverTime)],
    ['count_over_time', plain(countOverTime)],
    ['first_over_time', plain(firstOverTime, { keepsName: true })],
    ['last_over_time', plain(lastOverTime, { keepsName: true })],
    ['mad_over_time', plain(madOverTime)],
    ['max_over_time', plain(maxOverTime)],
    ['min_over_time', plain(minOverTime)],
    ['present_over_time', plain(presentOverTime)],
    ['stddev_over_time', plain(stddevOverTime)],
    ['stdvar_over_time', plain(stdvarOverTime)],
    ['sum_over_time', plain(sumOverTime)],
    [
      'quantile_over_time',
      (_, [ranks]) => [quantileOverTime(ranks), { dependsOnStep: true }],
    ],
    [
      'predict_linear',
      ({ grid }, [seconds]) => [
        predictLinear(seconds, grid.timesMs),
        { dependsOnStep: true },
      ],
    ],
    ['holt_winters', smoothing],
    ['double_exponential_smoothing', smoothing],
  ]);
