import type { Pausable } from '@orrery/promql';

/** A millisecond or two. */
const RUN = 1_000;

/** Sorts as `toSorted()` does, stable, with pauses: runs first, which are then merged. Cost: n log n. */
export function* sortPausing<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
): Pausable<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let from = 0; from < items.length; from += RUN) {
    runs.push(items.slice(from, from + RUN).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let place = 0; place < runs.length; place += 2) {
      merged.push(yield* merge(runs[place], runs[place + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge<T>(
  first: readonly T[],
  second: readonly T[],
  compare: (a: T, b: T) => number,
): Pausable<readonly T[]> {
  const merged: T[] = [];
  let left = 0;
  let right = 0;
  while (left < first.length && right < second.length) {
    const isFirst = compare(first[left], second[right]) <= 0;
    merged.push(isFirst ? first[left++] : second[right++]);
    if (merged.length % RUN === 0) yield;
  }
  while (left < first.length) merged.push(first[left++]);
  while (right < second.length) merged.push(second[right++]);
  return merged;
}
