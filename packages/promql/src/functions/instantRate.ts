import type { WindowFunction } from './mapWindows';

/** `irate` (of a counter, per second) and `idelta`: the change between the last two samples of a window. */
export function instantRate(isRate: boolean): WindowFunction {
  return ({ timestampsMs, values }) =>
    (from, to) => {
      if (to - from < 2) return undefined;
      const last = values[to - 1];
      const previous = values[to - 2];
      const change = isRate && last < previous ? last : last - previous;
      return isRate
        ? change / ((timestampsMs[to - 1] - timestampsMs[to - 2]) / 1000)
        : change;
    };
}
