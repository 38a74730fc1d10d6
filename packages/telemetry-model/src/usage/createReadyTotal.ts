import type { Curve } from '../curve/Curve';
import type { TimeWarp } from '../noise/createTimeWarp';
import type { Span } from '../world/WorldPod';

/** What a curve adds up to while a pod was ready. */
export interface ReadyTotal {
  /** The curve to add up from now on; none adds up to 0. */
  follow(curve: Curve | undefined): void;
  /** In the part of a run up to a moment, given the moment's warped time as well. */
  upTo(run: Span, timeMs: number, warpedMs: number): number;
}

/**
 * Adds up a curve, read at warped time, over the intervals in which a pod was ready. What the beginnings and ends of the
 * intervals contribute is kept for the last run asked about, so that a series costs one look at the curve per sample.
 * Never falls within a run; throws nothing; O(intervals) per question, usually one.
 */
export function createReadyTotal(
  ready: readonly Span[],
  warp: TimeWarp,
): ReadyTotal {
  let curve: Curve | undefined;
  let keptRun: Span | undefined;
  let parts: readonly {
    readonly fromMs: number;
    readonly toMs: number;
    readonly base: number;
    readonly whole: number;
  }[] = [];

  function partsOf(run: Span, followed: Curve): typeof parts {
    return ready.flatMap(span => {
      const fromMs = Math.max(span.fromMs, run.fromMs);
      const toMs = span.toMs ?? Infinity;
      if (fromMs >= toMs) return [];
      const base = followed.totalAt(warp(fromMs));
      const whole = toMs === Infinity ? 0 : followed.totalAt(warp(toMs)) - base;
      return [{ fromMs, toMs, base, whole }];
    });
  }

  return {
    follow: next => {
      if (next !== curve) keptRun = undefined;
      curve = next;
    },
    upTo: (run, timeMs, warpedMs) => {
      if (!curve) return 0;
      if (keptRun !== run) {
        keptRun = run;
        parts = partsOf(run, curve);
      }
      let sum = 0;
      for (const part of parts) {
        if (timeMs >= part.toMs) sum += part.whole;
        else if (timeMs > part.fromMs)
          sum += curve.totalAt(warpedMs) - part.base;
      }
      return sum;
    },
  };
}
