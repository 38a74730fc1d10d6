import type { WindowFunction } from './mapWindows';

/** How `extrapolatedRate` reads a window. */
export interface ExtrapolationOptions {
  /** A value below its predecessor is a restart from 0. */
  readonly isCounter: boolean;
  /** Per second, rather than over the range. */
  readonly perSecond: boolean;
  /** Prometheus 3 bounds the way to the start before it looks for the zero of a counter, 2.42 after. */
  readonly boundsStartFirst: boolean;
}

/**
 * `rate`, `increase` and `delta`: the change between the first and last sample of a window, resets undone, extrapolated to the
 * ends of the window where samples come close to them (within 1.1 average intervals), else by half an interval. Fewer than two
 * samples give no element. Source: `extrapolatedRate` of Prometheus. Cost: constant per window and per reset in it.
 */
export function extrapolatedRate({
  isCounter,
  perSecond,
  boundsStartFirst,
}: ExtrapolationOptions): WindowFunction {
  return ({ timestampsMs, values }, { rangeMs, windowEndsMs }) => {
    const resets = isCounter ? resetsOf(values) : [];
    let firstReset = 0;
    return (from, to, step) => {
      if (to - from < 2) return undefined;
      const last = to - 1;
      let change = values[last] - values[from];
      while (firstReset < resets.length && resets[firstReset] <= from) {
        firstReset += 1;
      }
      for (
        let reset = firstReset;
        reset < resets.length && resets[reset] <= last;
        reset += 1
      ) {
        change += values[resets[reset] - 1];
      }

      const endMs = windowEndsMs[step];
      const sampledSeconds = (timestampsMs[last] - timestampsMs[from]) / 1000;
      const intervalSeconds = sampledSeconds / (last - from);
      const nearSeconds = intervalSeconds * 1.1;
      let toStart = (timestampsMs[from] - (endMs - rangeMs)) / 1000;
      const toEnd = (endMs - timestampsMs[last]) / 1000;
      if (boundsStartFirst && toStart >= nearSeconds) {
        toStart = intervalSeconds / 2;
      }
      // A counter cannot have been below zero, so its line is not followed past that.
      if (isCounter && change > 0 && values[from] >= 0) {
        const toZero = sampledSeconds * (values[from] / change);
        if (toZero < toStart) toStart = toZero;
      }
      const covered =
        sampledSeconds +
        (toStart < nearSeconds ? toStart : intervalSeconds / 2) +
        (toEnd < nearSeconds ? toEnd : intervalSeconds / 2);
      const factor = covered / sampledSeconds;
      return change * (perSecond ? factor / (rangeMs / 1000) : factor);
    };
  };
}

/** Where a value is below its predecessor. */
function resetsOf(values: Float64Array): number[] {
  const resets: number[] = [];
  for (let index = 1; index < values.length; index += 1) {
    if (values[index] < values[index - 1]) resets.push(index);
  }
  return resets;
}
