import { quantile } from '../robust-statistics/quantile';
import { maxDeviation } from './NormalModel';

/** How often calls of a node fail when nothing is wrong. */
export interface ErrorModel {
  /** Failed calls per call. */
  readonly ratio: number;
  /** How much wider than independent failures the counts spread; at least 1. */
  readonly dispersion: number;
}

/** Steps with more failures than all but 2 % of the normal period are a past outage, not the rate. */
const outageShare = 0.98;
const deviationsAtOutage = 2.054;
/** Half a failure that could have been: a node that never failed is not a node that cannot. */
const priorFailures = 0.5;

/**
 * Learns the normal failure rate of a node from counts, so that one failure in three calls is not taken for a third of all calls.
 *
 * - Shape: availability (0 to 1) and calls of the same steps of the normal period.
 * - Unit: failures per call.
 * - Invalid input: steps where either is missing, not finite or without calls are left out; without any the prior stands.
 * - Errors: none.
 * - Cost: O(n).
 * - Source: Poisson rate with Jeffreys' half count; over-dispersion matched at the 98th percentile.
 */
export function fitErrorModel(
  availability: ArrayLike<number | undefined>,
  requests: ArrayLike<number | undefined>,
): ErrorModel {
  const failures = failuresOf(availability, requests);
  const outage = quantile(failures, outageShare);
  let failed = priorFailures;
  let calls = 1;
  for (let step = 0; step < failures.length; step++) {
    if (failures[step] <= outage) {
      failed += failures[step];
      calls += Number(requests[step]);
    }
  }
  const plain = { ratio: failed / calls, dispersion: 1 };
  const deviations = new Float64Array(failures.length);
  for (let step = 0; step < failures.length; step++) {
    const count = failures[step];
    deviations[step] = Number.isNaN(count)
      ? NaN
      : failureDeviation(plain, count, Number(requests[step]));
  }
  const spread = quantile(deviations, outageShare) / deviationsAtOutage;
  return { ratio: plain.ratio, dispersion: spread > 1 ? spread : 1 };
}

/**
 * Failed calls per step.
 *
 * - Shape: one number per step of `availability`; NaN where either is missing or there were no calls.
 * - Unit: calls. Availability outside 0 to 1 is cut to it, negative calls count as missing.
 * - Errors: none.
 * - Cost: O(n).
 * - Source: the definition of availability.
 */
export function failuresOf(
  availability: ArrayLike<number | undefined>,
  requests: ArrayLike<number | undefined>,
): Float64Array {
  const failures = new Float64Array(availability.length).fill(NaN);
  for (let step = 0; step < failures.length; step++) {
    const available = availability[step];
    const calls = requests[step];
    if (available === undefined || calls === undefined) continue;
    if (!Number.isFinite(available) || !(calls > 0 && calls < Infinity)) {
      continue;
    }
    failures[step] = (1 - Math.min(Math.max(available, 0), 1)) * calls;
  }
  return failures;
}

/**
 * How surprising a count of failures is, in standard deviations: the signed root of its deviance.
 *
 * - Shape: one number for one step.
 * - Unit: standard deviations; negative when there were fewer failures than usual.
 * - Invalid input: NaN stays NaN.
 * - Errors: none.
 * - Cost: O(1).
 * - Source: McCullagh & Nelder 1989, "Generalized Linear Models", deviance residual of a Poisson count.
 */
export function failureDeviation(
  model: ErrorModel,
  failures: number,
  calls: number,
): number {
  const expected = model.ratio * calls;
  const surprise = failures > 0 ? failures * Math.log(failures / expected) : 0;
  const deviance = Math.max(0, 2 * (surprise - (failures - expected)));
  const deviation =
    (Math.sign(failures - expected) * Math.sqrt(deviance)) / model.dispersion;
  return Math.min(Math.max(deviation, -maxDeviation), maxDeviation);
}
