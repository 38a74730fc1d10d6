import {
  extendDoubleSeasonal,
  type DoubleSeasonalModel,
} from './DoubleSeasonalModel';
import { extendLagRegression, type LagRegression } from './LagRegression';
import { extendLocalTrend, type LocalTrendModel } from './localTrend';
import {
  extendSeasonalProfile,
  type SeasonalProfileModel,
} from './seasonalProfile';

/** One fitted model of the combination; JSON-safe. */
export type ForecastMember =
  | LagRegression
  | DoubleSeasonalModel
  | SeasonalProfileModel
  | LocalTrendModel;

/**
 * Continues a history by a fitted model.
 *
 * - Shape: `history` oldest first and ending where the model was fitted; the result has `horizon` values.
 * - Unit: that of the history.
 * - Invalid input: see the models.
 * - Errors: none.
 * - Cost: horizon × size of the model.
 */
export function extendMember(
  member: ForecastMember,
  history: Float64Array,
  horizon: number,
): Float64Array {
  switch (member.kind) {
    case 'lag-regression':
      return extendLagRegression(member, history, horizon);
    case 'double-seasonal':
      return extendDoubleSeasonal(member, horizon);
    case 'seasonal-profile':
      return extendSeasonalProfile(member, horizon);
    case 'local-trend':
      return extendLocalTrend(member, horizon);
    default:
      return neverHappens(member);
  }
}

function neverHappens(member: never): never {
  throw new TypeError(`unknown forecast member ${JSON.stringify(member)}`);
}
