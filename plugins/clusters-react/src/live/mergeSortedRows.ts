import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';

/**
 * `rows` without `removedIds`, with `added` merged in. `rows` must be sorted by `compare`; the result is.
 * `added` replaces: list a changed row in both. O(rows + added · log added).
 */
export function mergeSortedRows(
  rows: readonly LiveRow[],
  removedIds: ReadonlySet<string>,
  added: readonly LiveRow[],
  compare: (a: LiveRow, b: LiveRow) => number,
): readonly LiveRow[] {
  const incoming = [...added].sort(compare);
  const merged: LiveRow[] = [];
  let next = 0;
  for (const row of rows) {
    if (removedIds.has(row.id)) continue;
    while (next < incoming.length && compare(incoming[next], row) < 0) {
      merged.push(incoming[next]);
      next += 1;
    }
    merged.push(row);
  }
  for (; next < incoming.length; next += 1) merged.push(incoming[next]);
  return merged;
}
