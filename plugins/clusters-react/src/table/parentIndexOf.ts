import type { TableRow } from './VirtualTableModel';

/** Index of the nearest row above that is one level up; -1 for a top row. */
export function parentIndexOf(
  rows: readonly TableRow[],
  index: number,
): number {
  const level = rows[index].level ?? 1;
  for (let above = index - 1; above >= 0; above -= 1) {
    if ((rows[above].level ?? 1) < level) return above;
  }
  return -1;
}
