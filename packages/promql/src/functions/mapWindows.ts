import type { RangeVector } from '../evaluation/Evaluation';
import { sameLabelsetMessage } from '../evaluation/mergeSeries';
import type { Pausable } from '../evaluation/Pausable';
import type { StepSeries } from '../evaluation/StepSeries';
import { PromqlError } from '../PromqlError';
import { dropLabels, keyOf, labelOf, metricName } from '../series/Labels';
import type { Samples } from '../series/SeriesSource';

/**
 * What a range function makes of the samples from `from` to before `to` (at least one) at a step; undefined for no element.
 * It is made once per series, so that it can prepare what all windows share.
 */
export type WindowFunction = (
  samples: Samples,
  windows: Pick<RangeVector, 'rangeMs' | 'windowEndsMs'>,
) => (from: number, to: number, step: number) => number | undefined;

/** A few milliseconds of work; one series with long windows can take seconds. */
const samplesBetweenCheckpoints = 1_000_000;

/** How `mapWindows` treats a function. */
export interface WindowOptions {
  /** The result is still the metric. */
  readonly keepsName?: boolean;
  /** The result depends on more than the window, so an equal window does not mean an equal result. */
  readonly dependsOnStep?: boolean;
}

/**
 * Applies a range function to every window of every series; series without results are left out. It pauses between series.
 * Cost: per series linear in samples and steps, by two moving indexes, apart from what the function reads.
 */
export function* mapWindows(
  ranges: RangeVector,
  apply: WindowFunction,
  { keepsName = false, dependsOnStep = false }: WindowOptions = {},
): Pausable<readonly StepSeries[]> {
  const found: StepSeries[] = [];
  const names = new Set<string>();
  for (const { labels, samples } of ranges.series) {
    yield;
    const windows = applyToSeries(ranges, samples, apply, dependsOnStep);
    if (windows === undefined) continue;
    names.add(labelOf(labels, metricName));
    const named = keepsName ? labels : dropLabels(labels, [metricName]);
    found.push({ labels: named, ...windows });
  }
  // Series differ, and go on to differ without a name that all of them have.
  if (names.size > 1 && !keepsName) checkDistinct(found);
  return found;
}

function checkDistinct(series: readonly StepSeries[]): void {
  const keys = new Set(series.map(({ labels }) => keyOf(labels)));
  if (keys.size < series.length) {
    throw new PromqlError('execution', sameLabelsetMessage);
  }
}

function applyToSeries(
  ranges: RangeVector,
  samples: Samples,
  apply: WindowFunction,
  dependsOnStep: boolean,
): Pick<StepSeries, 'values' | 'present'> | undefined {
  const { timestampsMs } = samples;
  const { rangeMs, includesStart, windowEndsMs } = ranges;
  const steps = windowEndsMs.length;
  const values = new Float64Array(steps);
  const present = new Uint8Array(steps);
  const reduce = apply(samples, ranges);
  let any = false;
  let unchecked = 0;
  let from = 0;
  let to = 0;
  for (let step = 0; step < steps; step += 1) {
    const endMs = windowEndsMs[step];
    if (step > 0 && endMs === windowEndsMs[step - 1] && !dependsOnStep) {
      values[step] = values[step - 1];
      present[step] = present[step - 1];
      continue;
    }
    const startMs = endMs - rangeMs;
    while (to < timestampsMs.length && timestampsMs[to] <= endMs) to += 1;
    while (
      from < to &&
      (timestampsMs[from] < startMs ||
        (!includesStart && timestampsMs[from] === startMs))
    ) {
      from += 1;
    }
    if (from === to) continue;
    unchecked += to - from;
    if (unchecked > samplesBetweenCheckpoints) {
      ranges.checkpoint();
      unchecked = 0;
    }
    const value = reduce(from, to, step);
    if (value === undefined) continue;
    values[step] = value;
    present[step] = 1;
    any = true;
  }
  return any ? { values, present } : undefined;
}
