import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { parentIndexOf } from './parentIndexOf';
import { useActiveRow } from './useActiveRow';
import { useElementSize } from './useElementSize';
import { useHeldRows } from './useHeldRows';
import { useHold } from './useHold';
import { VirtualTableRow } from './VirtualTableRow';
import type {
  TableRow,
  VirtualTableColumn,
  VirtualTableHandle,
} from './VirtualTableModel';
import styles from './VirtualTable.module.css';

/** Height of every row; the stylesheet keeps to it. */
export const ROW_HEIGHT_PX = 32;

export interface VirtualTableProps<Row extends TableRow> {
  label: string;
  rows: readonly Row[];
  columns: readonly VirtualTableColumn<Row>[];
  /** The row whose drawer is open. */
  selectedId?: string;
  onOpen?: (row: Row) => void;
  onToggle?: (row: Row) => void;
  renderSection?: (row: Row) => ReactNode;
  /** Changes when the viewer opened a row or changed a filter. */
  userKey?: string;
  handle?: Ref<VirtualTableHandle>;
  /** Where the table was scrolled to when it was left; it starts there and keeps it up to date. */
  memory?: { scrollTopPx: number };
}

/**
 * A table (or tree table) of any length: draws the rows in sight, keeps still under the pointer, and is fully usable by keyboard.
 * Built on TanStack Virtual because the virtualized Table of `@backstage/ui` has no tree rows and no say in when rows move.
 * Focus stays on the grid and `aria-activedescendant` names the row, so no update can lose it.
 */
export function VirtualTable<Row extends TableRow>({
  label,
  rows: freshRows,
  columns,
  selectedId,
  onOpen,
  onToggle,
  renderSection,
  userKey = '',
  handle,
  memory,
}: VirtualTableProps<Row>) {
  const grid = useRef<HTMLDivElement>(null);
  const baseId = useId();
  const size = useElementSize(grid);
  const hold = useHold();
  const [activeHint, setActiveHint] = useState<string>();
  const held = useHeldRows(freshRows, {
    isHeld: hold.isHeld,
    anchorId: hold.pointerRowId ?? activeHint,
    userKey,
  });
  const { rows } = held;
  const active = useActiveRow(rows, selectedId);
  const visibleColumns = useMemo(
    () =>
      columns.filter(
        column =>
          size.widthPx === undefined ||
          size.widthPx >= (column.minTableWidthPx ?? 0),
      ),
    [columns, size.widthPx],
  );

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW_HEIGHT_PX,
    getItemKey: index => rows[index].id,
    overscan: 8,
    initialOffset: memory?.scrollTopPx,
    // The sticky header covers the first row's height.
    scrollPaddingStart: ROW_HEIGHT_PX,
  });
  const items = virtualizer.getVirtualItems();
  const activeIsDrawn = items.some(item => item.index === active.index);

  const moveTo = useCallback(
    (index: number) => {
      const bounded = Math.max(0, Math.min(rows.length - 1, index));
      active.moveTo(bounded);
      setActiveHint(rows[bounded]?.id);
      virtualizer.scrollToIndex(bounded, { align: 'auto' });
    },
    [rows, active, virtualizer],
  );
  const open = useCallback(
    (row: Row) => {
      if (row.isSection || row.isInert) onToggle?.(row);
      else onOpen?.(row);
    },
    [onOpen, onToggle],
  );
  const openActive = () => {
    if (active.index >= 0) open(rows[active.index]);
  };

  useImperativeHandle(handle, () => ({
    focus: () => grid.current?.focus({ preventScroll: true }),
    move: delta => {
      grid.current?.focus({ preventScroll: true });
      moveTo(active.index + delta);
    },
    openActive,
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    if (
      event.target !== grid.current ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    hold.onKey();
    const row = rows[active.index];
    const page = Math.max(
      1,
      Math.floor((grid.current?.clientHeight ?? 0) / ROW_HEIGHT_PX) - 2,
    );
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active.index + 1,
      j: active.index + 1,
      ArrowUp: active.index - 1,
      k: active.index - 1,
      PageDown: active.index + page,
      PageUp: active.index - page,
      Home: 0,
      End: rows.length - 1,
    };
    if (event.key in steps) moveTo(steps[event.key]);
    else if (!row) return;
    else if (event.key === 'Enter' || event.key === ' ') open(row);
    else if (event.key === 'ArrowRight') {
      if (row.expanded === false) onToggle?.(row);
      else if (row.expanded) moveTo(active.index + 1);
    } else if (event.key === 'ArrowLeft') {
      const parent = parentIndexOf(rows, active.index);
      if (row.expanded) onToggle?.(row);
      else if (parent >= 0) moveTo(parent);
    } else return;
    event.preventDefault();
  };

  // Rows are memoised: their callbacks stay the same over updates and look up what is current.
  const current = useRef({ rows, active, open, onToggle });
  current.current = { rows, active, open, onToggle };
  const onRowClick = useCallback((index: number) => {
    const now = current.current;
    now.active.moveTo(index);
    setActiveHint(now.rows[index].id);
    now.open(now.rows[index]);
  }, []);
  const onRowToggle = useCallback((index: number) => {
    const now = current.current;
    now.onToggle?.(now.rows[index]);
  }, []);

  const isTree = rows.some(row => row.level !== undefined);
  const template = visibleColumns.map(column => column.width).join(' ');
  const rowIdOf = (index: number) => `${baseId}-${index}`;
  return (
    <div className={styles.frame}>
      <div
        ref={grid}
        className={styles.grid}
        style={{
          maxHeight: `max(320px, calc(100dvh - ${size.topPx}px - var(--bui-space-4)))`,
        }}
        role={isTree ? 'treegrid' : 'grid'}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={visibleColumns.length}
        aria-activedescendant={
          activeIsDrawn ? rowIdOf(active.index) : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={event => {
          if (memory) memory.scrollTopPx = event.currentTarget.scrollTop;
        }}
        {...hold.handlers}
      >
        <div role="rowgroup" className={styles.head}>
          <div
            role="row"
            aria-rowindex={1}
            className={styles.headRow}
            style={{ gridTemplateColumns: template }}
          >
            {visibleColumns.map(column => (
              <div
                key={column.id}
                role="columnheader"
                className={styles.headCell}
                data-align={column.align}
              >
                {column.header}
              </div>
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          className={styles.body}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(({ index, key, start }) => (
            <VirtualTableRow
              key={key}
              domId={rowIdOf(index)}
              row={rows[index]}
              index={index}
              topPx={start}
              columns={visibleColumns}
              template={template}
              section={rows[index].isSection && renderSection?.(rows[index])}
              state={rowStateOf({
                isActive: index === active.index,
                isSelected: rows[index].id === selectedId,
                isGone: held.goneIds.has(rows[index].id),
              })}
              onClick={onRowClick}
              onToggle={onRowToggle}
            />
          ))}
        </div>
      </div>
      {held.pendingChanges > 0 && (
        <button type="button" className={styles.chip} onClick={held.release}>
          {held.pendingChanges === 1
            ? '1 change'
            : `${held.pendingChanges} changes`}
        </button>
      )}
    </div>
  );
}

/** One word list, so that an unchanged row compares equal. */
function rowStateOf(flags: {
  isActive: boolean;
  isSelected: boolean;
  isGone: boolean;
}): string {
  return [
    flags.isActive && 'active',
    flags.isSelected && 'selected',
    flags.isGone && 'gone',
  ]
    .filter(Boolean)
    .join(' ');
}
