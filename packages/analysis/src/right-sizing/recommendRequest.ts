import type { ForecastDistribution } from '../forecast/forecastDistribution';

/** What a request is weighed by. */
export interface RequestOptions {
  /**
   * What a step above the request costs, in steps of mean usage that lie idle: 12 means that an hour above is as bad as 12 hours in
   * which as much as the mean usage is reserved and not used. Larger for what must not be exceeded.
   */
  readonly shortfallWeight?: number;
  /** The request is never below, whatever the forecast: for memory the highest recent usage. */
  readonly least?: number;
  /** The request is never above: what a node can give. */
  readonly most?: number;
}

/** A request and what it is expected to bring. */
export interface RequestRecommendation {
  readonly request: number;
  /** Expected share of the period that is spent above the request. */
  readonly shareAbove: number;
  /** Expected mean of what is requested and not used. */
  readonly slack: number;
  /** Mean and peak of the forecast. */
  readonly expectedMean: number;
  readonly expectedPeak: number;
  /** Which consideration decided: the balance of costs, or one of the limits. */
  readonly decidedBy: 'forecast' | 'least' | 'most';
}

/**
 * Chooses the request for a period from what its usage is expected to be: the amount at which idle reservation and time above the
 * request together cost least. Noisy usage therefore gets less headroom per hour above, steady usage more.
 *
 * - Shape: one amount for the whole period of the distribution.
 * - Unit: that of the usage.
 * - Invalid input: an empty distribution gives the least amount.
 * - Errors: RangeError for a weight that is not above 0, or least above most.
 * - Cost: linear in the values of the distribution.
 * - Source: the newsvendor problem, Arrow, Harris & Marschak 1951, with a cost per step instead of per missing piece.
 */
export function recommendRequest(
  { values, mean, peak }: ForecastDistribution,
  { shortfallWeight = 12, least = 0, most = Infinity }: RequestOptions = {},
): RequestRecommendation {
  if (!(shortfallWeight > 0)) {
    throw new RangeError(
      `shortfallWeight must be above 0, got ${shortfallWeight}`,
    );
  }
  if (!(least <= most)) {
    throw new RangeError(
      `least must not be above most, got ${least} and ${most}`,
    );
  }
  const cheapest = cheapestOf(values, shortfallWeight * Math.abs(mean));
  const request = Math.max(least, Math.min(most, cheapest));
  let above = 0;
  let slack = 0;
  for (const value of values) {
    if (value > request) above += 1;
    else slack += (request - value) / values.length;
  }
  return {
    request,
    shareAbove: values.length > 0 ? above / values.length : 0,
    slack,
    expectedMean: mean,
    expectedPeak: peak,
    decidedBy: limitOf(cheapest, least, most),
  };
}

/** The value with the smallest mean slack plus `shortfallCost` times the share of values above it. */
function cheapestOf(values: Float64Array, shortfallCost: number): number {
  let cheapest = values[0] ?? -Infinity;
  let smallest = Infinity;
  let slack = 0;
  for (let i = 0; i < values.length; i++) {
    if (i > 0) slack += i * (values[i] - values[i - 1]);
    const cost = slack + shortfallCost * (values.length - 1 - i);
    if (cost < smallest) {
      smallest = cost;
      cheapest = values[i];
    }
  }
  return cheapest;
}

function limitOf(amount: number, least: number, most: number) {
  if (amount < least) return 'least';
  return amount > most ? 'most' : 'forecast';
}
