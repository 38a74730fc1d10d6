/** The definition: the least level at which the step-up procedure would reject the test. */
export function adjustPValueNaive(
  pValues: readonly number[],
  test: number,
): number {
  const candidates = pValues
    .filter(p => p >= pValues[test])
    .map(p => {
      const rank = pValues.filter(other => other <= p).length;
      return (p * pValues.length) / rank;
    });
  return Math.min(1, ...candidates);
}
