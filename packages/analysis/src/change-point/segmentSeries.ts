/**
 * Cuts a series into stretches of constant level at the least total cost: squared distance from each stretch's mean, plus a penalty per
 * stretch.
 *
 * - Shape: finite values in order; answers the first position of each stretch, beginning with 0.
 * - Unit: the values are in standard deviations of their noise, so that the penalty is a log-likelihood.
 * - Invalid input: a series shorter than twice `leastLength` is one stretch; an empty one is none.
 * - Errors: none.
 * - Cost: O(n) when changes come regularly, O(n²) when there are none.
 * - Source: Killick, Fearnhead & Eckley 2012, "Optimal detection of changepoints with a linear computational cost" (PELT). Exact: the
 *   twin without pruning gives the same stretches.
 */
export function segmentSeries(
  values: Float64Array,
  penalty: number,
  leastLength: number,
): readonly number[] {
  const { length } = values;
  if (length === 0) return [];
  const costOf = costOfStretches(values);
  const best = new Float64Array(length + 1).fill(Infinity);
  best[0] = -penalty;
  const cutBefore = new Int32Array(length + 1);
  const beatenAt = new Int32Array(length + 1);
  let candidates = [0];
  for (let end = leastLength; end <= length; end++) {
    for (const start of candidates) {
      const cost = best[start] + costOf(start, end) + penalty;
      if (cost < best[end]) {
        best[end] = cost;
        cutBefore[end] = start;
      }
    }
    // A start beaten by more than the penalty never wins where the next stretch may begin here: a least length further on.
    candidates = candidates.filter(start => {
      const isBeaten = best[start] + costOf(start, end) > best[end];
      if (isBeaten && beatenAt[start] === 0) beatenAt[start] = end;
      return beatenAt[start] === 0 || end < beatenAt[start] + leastLength;
    });
    const next = end - leastLength + 1;
    if (next >= leastLength) candidates.push(next);
  }
  const starts: number[] = [];
  for (let end = length; end > 0; end = cutBefore[end]) {
    starts.unshift(cutBefore[end]);
  }
  return starts;
}

/** Cost of the stretch from `start` up to but not including `end`: its squared distance from its mean. */
function costOfStretches(
  values: Float64Array,
): (start: number, end: number) => number {
  const center = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sums = new Float64Array(values.length + 1);
  const squares = new Float64Array(values.length + 1);
  values.forEach((value, i) => {
    const distance = value - center;
    sums[i + 1] = sums[i] + distance;
    squares[i + 1] = squares[i] + distance * distance;
  });
  return (start, end) => {
    const sum = sums[end] - sums[start];
    const square = squares[end] - squares[start];
    return Math.max(0, square - (sum * sum) / (end - start));
  };
}
