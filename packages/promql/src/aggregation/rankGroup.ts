import { hasValues, type StepSeries } from '../evaluation/StepSeries';

/** Which elements of a group stay. */
export type Ranking = 'topk' | 'bottomk' | 'limitk';

/**
 * Keeps at every step the `k` greatest (topk), least (bottomk) or first (limitk) elements of a group; NaN ranks last, and equal
 * values keep their order. The result is in the order of rank at the first step, which is all there is in an instant query.
 * Cost: steps × n log n.
 */
export function rankGroup(
  ranking: Ranking,
  members: readonly StepSeries[],
  counts: Float64Array,
): StepSeries[] {
  const kept = members.map(({ labels, values, present }) => ({
    labels,
    values,
    present: new Uint8Array(present.length),
  }));
  const direction = ranking === 'bottomk' ? 1 : -1;
  let order = members.map((_, index) => index);
  counts.forEach((count, step) => {
    const there = members
      .map((_, index) => index)
      .filter(index => members[index].present[step] === 1);
    if (ranking !== 'limitk') {
      there.sort((a, b) =>
        compareRanks(
          members[a].values[step],
          members[b].values[step],
          direction,
        ),
      );
    }
    const chosen = there.slice(0, Math.max(0, Math.trunc(count)));
    for (const index of chosen) kept[index].present[step] = 1;
    if (step === 0) order = [...new Set([...chosen, ...order])];
  });
  return order
    .map(index => kept[index])
    .filter(({ present }) => hasValues(present));
}

function compareRanks(a: number, b: number, direction: 1 | -1): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  if (a === b) return 0;
  return a < b ? -direction : direction;
}
