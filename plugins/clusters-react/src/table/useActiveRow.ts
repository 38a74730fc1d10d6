import { useCallback, useState } from 'react';
import type { TableRow } from './VirtualTableModel';

export interface ActiveRow {
  readonly index: number;
  readonly id: string | undefined;
  readonly moveTo: (index: number) => void;
}

/** The row that keys act on. It follows its id; when the row is gone, the row in its place takes over. */
export function useActiveRow(
  rows: readonly TableRow[],
  initialId: string | undefined,
): ActiveRow {
  const [active, setActive] = useState<{
    id: string | undefined;
    index: number;
  }>({ id: initialId, index: -1 });
  const found = rows.findIndex(row => row.id === active.id);
  const index = found >= 0 ? found : Math.min(active.index, rows.length - 1);
  const moveTo = useCallback(
    (next: number) => {
      if (rows.length === 0) return;
      const bounded = Math.max(0, Math.min(rows.length - 1, next));
      setActive({ id: rows[bounded].id, index: bounded });
    },
    [rows],
  );
  return { index, id: index >= 0 ? rows[index].id : undefined, moveTo };
}
