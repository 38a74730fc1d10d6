/** A sample as the definitions below read it. */
export interface Sample {
  readonly timeMs: number;
  readonly value: number;
}

/** A range function by its definition, written for reading; undefined for no element. `startMs` and `endMs` bound the window. */
export type NaiveWindowFunction = (
  samples: readonly Sample[],
  window: { readonly startMs: number; readonly endMs: number },
) => number | undefined;

const valuesOf = (samples: readonly Sample[]): number[] =>
  samples.map(({ value }) => value);
const sumOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);
const meanOf = (values: readonly number[]): number =>
  sumOf(values) / values.length;
const pairsOf = (values: readonly number[]): [number, number][] =>
  values.slice(1).map((value, index) => [values[index], value]);
const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
};
const varianceOf = (values: readonly number[]): number =>
  meanOf(values.map(value => (value - meanOf(values)) ** 2));

/** The increase of a counter: every step counts, a fall means that it began again at zero. */
function increaseOf(values: readonly number[]): number {
  return sumOf(pairsOf(values).map(([a, b]) => (b < a ? b : b - a)));
}

/** How much of the window the samples stand for, in seconds. */
function extrapolated(
  samples: readonly Sample[],
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  counterChange: number | undefined,
): number {
  const first = samples[0];
  const last = samples[samples.length - 1];
  const covered = (last.timeMs - first.timeMs) / 1000;
  const interval = covered / (samples.length - 1);
  const ends = [first.timeMs - startMs, endMs - last.timeMs].map(
    gapMs => gapMs / 1000,
  );
  if (counterChange !== undefined && counterChange > 0 && first.value >= 0) {
    ends[0] = Math.min(ends[0], (covered * first.value) / counterChange);
  }
  const added = ends.map(gap => (gap < interval * 1.1 ? gap : interval / 2));
  return (covered + sumOf(added)) / covered;
}

function slopeOf(samples: readonly Sample[]): number {
  const times = samples.map(({ timeMs }) => timeMs / 1000);
  const values = valuesOf(samples);
  if (values.every(value => value === values[0])) return 0;
  const x = meanOf(times);
  const y = meanOf(values);
  return (
    sumOf(times.map((time, i) => (time - x) * (values[i] - y))) /
    sumOf(times.map(time => (time - x) ** 2))
  );
}

/** The range functions without scalar arguments, for finite values. */
export const naiveWindowFunctions: Readonly<
  Record<string, NaiveWindowFunction>
> = {
  increase: (samples, window) => {
    if (samples.length < 2) return undefined;
    const change = increaseOf(valuesOf(samples));
    return change * extrapolated(samples, window, change);
  },
  rate: (samples, window) => {
    const increase = naiveWindowFunctions.increase(samples, window);
    if (increase === undefined) return undefined;
    return increase / ((window.endMs - window.startMs) / 1000);
  },
  delta: (samples, window) => {
    if (samples.length < 2) return undefined;
    const change = samples[samples.length - 1].value - samples[0].value;
    return change * extrapolated(samples, window, undefined);
  },
  irate: samples => {
    if (samples.length < 2) return undefined;
    const [before, last] = samples.slice(-2);
    const seconds = (last.timeMs - before.timeMs) / 1000;
    return increaseOf([before.value, last.value]) / seconds;
  },
  idelta: samples => {
    if (samples.length < 2) return undefined;
    const [before, last] = samples.slice(-2);
    return last.value - before.value;
  },
  deriv: samples => (samples.length < 2 ? undefined : slopeOf(samples)),
  changes: samples =>
    pairsOf(valuesOf(samples)).filter(([a, b]) => a !== b).length,
  resets: samples =>
    pairsOf(valuesOf(samples)).filter(([a, b]) => b < a).length,
  sum_over_time: samples => sumOf(valuesOf(samples)),
  avg_over_time: samples => meanOf(valuesOf(samples)),
  count_over_time: samples => samples.length,
  min_over_time: samples => Math.min(...valuesOf(samples)),
  max_over_time: samples => Math.max(...valuesOf(samples)),
  first_over_time: ([first]) => first.value,
  last_over_time: samples => samples[samples.length - 1].value,
  present_over_time: () => 1,
  stdvar_over_time: samples => varianceOf(valuesOf(samples)),
  stddev_over_time: samples => Math.sqrt(varianceOf(valuesOf(samples))),
  mad_over_time: samples => {
    const median = medianOf(valuesOf(samples));
    return medianOf(valuesOf(samples).map(value => Math.abs(value - median)));
  },
};
