import { hasValues, type StepSeries } from '../evaluation/StepSeries';

/** Which elements of a group stay. */
export type Ranking = 'topk' | 'bottomk' | 'limitk';

/**
 * Keeps at every step the `k` greatest (topk), least (bottomk) or first (limitk) elements of a group; NaN ranks last. Which of
 * equal elements stay is decided as in Prometheus, by a heap whose root is the next to go. The result is in the order of rank
 * at the first step, which is all there is in an instant query. Cost: steps × n log k.
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
  let order: readonly number[] = [];
  counts.forEach((count, step) => {
    const valueOf = (index: number): number => members[index].values[step];
    const goesBefore: GoesBefore = (a, b) =>
      Number.isNaN(valueOf(a)) ||
      (ranking === 'bottomk'
        ? valueOf(a) > valueOf(b)
        : valueOf(a) < valueOf(b));
    const heap: number[] = [];
    const size = Math.trunc(count);
    for (let index = 0; index < members.length && size > 0; index += 1) {
      if (members[index].present[step] === 0) continue;
      if (heap.length < size) push(heap, index, goesBefore);
      else if (ranking === 'limitk') break;
      else if (goesBefore(heap[0], index) && !Number.isNaN(valueOf(index))) {
        heap[0] = index;
        sink(heap, goesBefore);
      }
    }
    for (const index of heap) kept[index].present[step] = 1;
    if (step === 0) order = inOrder(heap, ranking, valueOf);
  });
  const first = new Set(order);
  return [...order, ...kept.keys()]
    .filter((index, at) => at < order.length || !first.has(index))
    .map(index => kept[index])
    .filter(({ present }) => hasValues(present));
}

/** Whether one member leaves the heap before another. */
type GoesBefore = (a: number, b: number) => boolean;

function push(heap: number[], index: number, goesBefore: GoesBefore): void {
  let at = heap.push(index) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!goesBefore(heap[at], heap[parent])) return;
    [heap[at], heap[parent]] = [heap[parent], heap[at]];
    at = parent;
  }
}

function sink(heap: number[], goesBefore: GoesBefore): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) return;
    const other = child + 1;
    if (other < heap.length && goesBefore(heap[other], heap[child])) {
      child = other;
    }
    if (!goesBefore(heap[child], heap[at])) return;
    [heap[at], heap[child]] = [heap[child], heap[at]];
    at = child;
  }
}

function inOrder(
  heap: readonly number[],
  ranking: Ranking,
  valueOf: (index: number) => number,
): number[] {
  if (ranking === 'limitk') return [...heap].sort((a, b) => a - b);
  const direction = ranking === 'topk' ? -1 : 1;
  return [...heap].sort((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (Number.isNaN(left) || Number.isNaN(right)) {
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    }
    if (left === right) return 0;
    return left < right ? -direction : direction;
  });
}
