import type { StepSeries } from '../evaluation/StepSeries';
import { compareLabels, labelOf } from '../series/Labels';

/** Orders elements by value, NaN last; only an instant query has an order, so the first step decides. */
export function sortByValue(
  series: readonly StepSeries[],
  direction: 1 | -1,
): readonly StepSeries[] {
  return [...series].sort((a, b) => {
    const [left, right] = [a.values[0], b.values[0]];
    if (Number.isNaN(left) || Number.isNaN(right)) {
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    }
    return (left - right || 0) * direction;
  });
}

/** Orders elements by labels, numbers in them by size ("node2" before "node10"), then by all labels. */
export function sortByLabels(
  series: readonly StepSeries[],
  names: readonly string[],
  direction: 1 | -1,
): readonly StepSeries[] {
  return [...series].sort((a, b) => {
    for (const name of names) {
      const order = compareNaturally(
        labelOf(a.labels, name),
        labelOf(b.labels, name),
      );
      if (order !== 0) return order * direction;
    }
    return compareLabels(a.labels, b.labels) * direction;
  });
}

function compareNaturally(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let index = 0; index < left.length && index < right.length; index += 1) {
    if (left[index] === right[index]) continue;
    const bySize = Number(left[index]) - Number(right[index]);
    if (bySize !== 0 && !Number.isNaN(bySize)) return bySize;
    if (Number.isNaN(bySize)) return left[index] < right[index] ? -1 : 1;
  }
  return left.length - right.length;
}
