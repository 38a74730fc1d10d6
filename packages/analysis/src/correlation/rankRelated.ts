import { quantile } from '../robust-statistics/quantile';
import { orderSeries } from '../series/TimedValue';
import type { OrderedSeries, TimedValue } from '../series/TimedValue';
import { adjustPValues } from './adjustPValues';
import { correlateWithLag } from './correlateWithLag';

/** A series that might move together with another. */
export interface CandidateSeries {
  readonly id: string;
  readonly samples: readonly TimedValue[];
}

/** A series that does. */
export interface RelatedSeries {
  readonly id: string;
  /** By how much it follows the reference; negative when it moved first. */
  readonly lagMs: number;
  /** Rank correlation of the changes from step to step, -1 to 1. */
  readonly correlation: number;
  /** Share of false findings to expect among those as significant as this. */
  readonly qValue: number;
}

/** Where and how far to look. */
export interface RankRelatedOptions {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  /** Longest delay considered, to both sides; five steps when left out. */
  readonly maxLagMs?: number;
  /** Share of false findings accepted; 0.05 when left out. */
  readonly falseDiscoveryRate?: number;
}

const mostSteps = 100_000;

/**
 * Answers "what else moved": which of many series changed when the reference did, strongest first.
 *
 * - Shape: samples in any order; related series only, none when nothing is certain.
 * - Unit: ms, correlations, shares.
 * - Invalid input: samples that are not finite are left out, steps without samples are missing.
 * - Errors: RangeError when `stepMs` is not positive or the window has more than 100 000 steps.
 * - Cost: O(candidates x steps x lags).
 * - Source: `correlateWithLag()` on first differences of step medians, so that common trends and levels do not count;
 *   `adjustPValues()` over all candidates.
 */
export function rankRelated(
  reference: readonly TimedValue[],
  candidates: readonly CandidateSeries[],
  options: RankRelatedOptions,
): readonly RelatedSeries[] {
  const { fromMs, toMs, stepMs, falseDiscoveryRate = 0.05 } = options;
  const count = Math.ceil((toMs - fromMs) / stepMs);
  if (!(stepMs > 0) || !(count <= mostSteps)) {
    throw new RangeError(
      `stepMs must be positive and cut the window into ${mostSteps} steps at most, got ${stepMs}`,
    );
  }
  const changesOf = (samples: readonly TimedValue[]) =>
    differencesOf(medianPerStep(orderSeries(samples), fromMs, stepMs, count));
  const maxLag = Math.floor((options.maxLagMs ?? 5 * stepMs) / stepMs);
  const changes = changesOf(reference);
  const results = candidates.map(({ samples }) =>
    correlateWithLag(changes, changesOf(samples), maxLag),
  );
  const qValues = adjustPValues(results.map(({ pValue }) => pValue));
  return candidates
    .map(({ id }, i) => ({
      id,
      lagMs: results[i].lag * stepMs,
      correlation: results[i].correlation,
      qValue: qValues[i],
    }))
    .filter(({ qValue }) => qValue <= falseDiscoveryRate)
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
}

function medianPerStep(
  { timesMs, values }: OrderedSeries,
  fromMs: number,
  stepMs: number,
  count: number,
): Float64Array {
  const medians = new Float64Array(Math.max(0, count)).fill(NaN);
  let from = 0;
  while (from < timesMs.length && timesMs[from] < fromMs) from++;
  for (let step = 0; step < medians.length; step++) {
    const endMs = fromMs + (step + 1) * stepMs;
    let to = from;
    while (to < timesMs.length && timesMs[to] < endMs) to++;
    if (to > from) medians[step] = quantile(values.subarray(from, to), 0.5);
    from = to;
  }
  return medians;
}

function differencesOf(values: Float64Array): Float64Array {
  return values.subarray(1).map((value, i) => value - values[i]);
}
