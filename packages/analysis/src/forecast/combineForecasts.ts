/** What the members of a combination would have forecast from earlier origins, and what came. */
export interface Validation {
  readonly paths: readonly (readonly Float64Array[])[];
  readonly actual: readonly Float64Array[];
}

/** An error twice as large means this power of two less weight. */
const sharpness = 3;

/**
 * Weighs models by how well they forecast the end of the series from before it: the inverse third power of the mean
 * absolute error.
 *
 * - Shape: `paths[model][origin]` beside `actual[origin]`; one weight per model, summing to 1.
 * - Unit: that of the paths.
 * - Invalid input: a model with an error that is not a number gets no weight; without origins, or when no model has one,
 *   all weigh the same.
 * - Errors: none.
 * - Cost: models × origins × horizon.
 * - Source: Bates and Granger (1969), The combination of forecasts; Stock and Watson (2004) for powers of the inverse
 *   error.
 */
export function combinationWeights(validation: Validation): number[] {
  const { paths, actual } = validation;
  const errors = paths.map(byOrigin => {
    let sum = 0;
    for (const [origin, path] of byOrigin.entries()) {
      for (const [h, value] of actual[origin].entries()) {
        sum += Math.abs(value - path[h]);
      }
    }
    return sum;
  });
  const usable = errors.filter(error => Number.isFinite(error));
  if (actual.length === 0 || usable.length === 0) {
    return errors.map(() => 1 / errors.length);
  }
  const best = Math.min(...usable);
  const raw = errors.map(error => {
    if (!Number.isFinite(error)) return 0;
    return error > best ? (best / error) ** sharpness : 1;
  });
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map(weight => weight / total);
}

/**
 * The weighted mean of paths.
 *
 * - Shape: paths of one length, one weight each.
 * - Unit: that of the paths.
 * - Invalid input: a path without weight is not looked at.
 * - Errors: none.
 * - Cost: paths x length.
 * - Source: see `combinationWeights`.
 */
export function combinePaths(
  paths: readonly Float64Array[],
  weights: readonly number[],
): Float64Array {
  const combined = new Float64Array(paths[0].length);
  for (const [i, path] of paths.entries()) {
    if (weights[i] === 0) continue;
    for (let h = 0; h < path.length; h++) combined[h] += weights[i] * path[h];
  }
  return combined;
}
