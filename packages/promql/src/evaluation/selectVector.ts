import { selectFrom } from '../series/selectFrom';
import type { SeriesSource } from '../series/SeriesSource';
import { isStale } from '../series/staleMarker';
import type { VectorSelector } from '../syntax/Expr';
import type { Pausable } from './Pausable';
import type { StepSeries } from './StepSeries';

/** How `selectVector` reads a source. */
export interface SelectVectorOptions {
  readonly source: SeriesSource;
  readonly lookbackMs: number;
  /** Whether a sample exactly as old as the look-back still counts. */
  readonly includesStart: boolean;
  readonly asTimestamps: boolean;
  readonly take: (samples: number) => void;
}

/**
 * The latest sample of each series at each reference time, unless it is too old or a stale marker. Series without any are left
 * out. It pauses between series. Cost: linear in samples and steps, by one moving index per series.
 */
export function* selectVector(
  selector: VectorSelector,
  referenceMs: Float64Array,
  {
    source,
    lookbackMs,
    includesStart,
    asTimestamps,
    take,
  }: SelectVectorOptions,
): Pausable<readonly StepSeries[]> {
  const steps = referenceMs.length;
  if (steps === 0) return [];
  const startMs = referenceMs[0] - lookbackMs;
  const endMs = referenceMs[steps - 1];
  const { matchers } = selector;
  const found: StepSeries[] = [];
  const all = yield* selectFrom(source, { matchers, startMs, endMs });
  for (const stored of all) {
    yield;
    take(steps);
    const { timestampsMs, values } = stored.samples(startMs, endMs);
    const out = new Float64Array(steps);
    const present = new Uint8Array(steps);
    let next = 0;
    let any = false;
    for (let step = 0; step < steps; step += 1) {
      const timeMs = referenceMs[step];
      while (next < timestampsMs.length && timestampsMs[next] <= timeMs) {
        next += 1;
      }
      if (next === 0) continue;
      const ageMs = timeMs - timestampsMs[next - 1];
      const isTooOld = includesStart ? ageMs > lookbackMs : ageMs >= lookbackMs;
      if (isTooOld || isStale(values, next - 1)) continue;
      out[step] = asTimestamps
        ? timestampsMs[next - 1] / 1000
        : values[next - 1];
      present[step] = 1;
      any = true;
    }
    if (any) found.push({ labels: stored.labels, values: out, present });
  }
  return found;
}
