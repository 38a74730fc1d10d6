/**
 * The value below which a share of a sample lies, by linear interpolation between order statistics.
 *
 * - Shape: any list of numbers; it is left as it is.
 * - Unit: that of the values; `share` is 0 to 1 and clamped to it.
 * - Invalid input: values that are missing or not finite are left out; a sample without values gives NaN.
 * - Errors: none.
 * - Cost: O(n) on average (quickselect on a copy).
 * - Source: Hyndman & Fan 1996, "Sample quantiles in statistical packages", type 7; Hoare 1961, algorithm 65 (Find).
 */
export function quantile(
  values: ArrayLike<number | undefined>,
  share: number,
): number {
  return quantileInPlace(finiteValues(values), share);
}

/**
 * `quantile()` for a caller that owns the array and lets it be reordered: no copy.
 *
 * - Shape: finite numbers; reordered on return.
 * - Unit, cost, source: those of `quantile()`.
 * - Invalid input: an empty array gives NaN; numbers that are not finite are the caller's error and give no meaning.
 * - Errors: none.
 */
export function quantileInPlace(values: Float64Array, share: number): number {
  const { length } = values;
  if (length === 0) return NaN;
  const position = Math.min(Math.max(share, 0), 1) * (length - 1);
  const below = Math.floor(position);
  const lower = selectInPlace(values, below);
  if (position === below) return lower;
  let upper = Infinity;
  for (let i = below + 1; i < length; i++) {
    if (values[i] < upper) upper = values[i];
  }
  return interpolate(lower, upper, position - below);
}

/**
 * The finite numbers of a list, in order.
 *
 * - Shape: any list; the answer is a new array, at most as long.
 * - Unit: unchanged.
 * - Invalid input: missing and non-finite values are left out.
 * - Errors: none.
 * - Cost: O(n).
 * - Source: none needed.
 */
export function finiteValues(
  values: ArrayLike<number | undefined>,
): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== undefined && Number.isFinite(value)) finite[count++] = value;
  }
  return finite.subarray(0, count);
}

/** Halves first: the difference of two finite numbers may overflow. */
function interpolate(lower: number, upper: number, share: number): number {
  return lower * (1 - share) + upper * share;
}

/** Afterwards nothing left of `rank` is larger and nothing right of it smaller than the value there. */
function selectInPlace(values: Float64Array, rank: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = medianOfThree(
      values[left],
      values[(left + right) >> 1],
      values[right],
    );
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        const swapped = values[i];
        values[i++] = values[j];
        values[j--] = swapped;
      }
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else break;
  }
  return values[rank];
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
