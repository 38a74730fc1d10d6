import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { memo } from 'react';
import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import { useChangeTint } from './useChangeTint';
import type { TableRow, VirtualTableColumn } from './VirtualTableModel';
import styles from './VirtualTable.module.css';

export interface VirtualTableRowProps {
  domId: string;
  row: TableRow;
  index: number;
  topPx: number;
  columns: readonly VirtualTableColumn<TableRow>[];
  template: string;
  /** `active`, `selected`, `gone`, separated by blanks. */
  state: string;
  section?: ReactNode;
  onClick: (index: number) => void;
  onToggle: (index: number) => void;
}

/** Renders again only when its own props changed, which is what makes a table of thousands calm. */
export const VirtualTableRow = memo(function Row({
  domId,
  row,
  index,
  topPx,
  columns,
  template,
  state,
  section,
  onClick,
  onToggle,
}: VirtualTableRowProps) {
  const style: CSSProperties = {
    transform: `translateY(${topPx}px)`,
    gridTemplateColumns: row.isSection ? '1fr' : template,
  };
  const toggle = () => onToggle(index);
  return (
    // Keys are handled by the grid, which holds the focus.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={domId}
      role="row"
      className={row.isSection ? styles.section : styles.row}
      style={style}
      data-row-id={row.id}
      data-state={state}
      aria-rowindex={index + 2}
      aria-level={row.level}
      aria-expanded={row.expanded}
      aria-selected={state.includes('selected')}
      tabIndex={-1}
      onClick={() => onClick(index)}
    >
      {row.isSection ? (
        <div
          role="gridcell"
          aria-colspan={columns.length}
          className={styles.sectionCell}
        >
          <Twisty expanded={row.expanded} onToggle={toggle} />
          {section}
        </div>
      ) : (
        columns.map((column, position) => (
          <Cell key={column.id} column={column} row={row}>
            {position === 0 && row.level !== undefined && (
              <span
                className={styles.indent}
                style={{ width: `calc(${row.level - 1} * var(--bui-space-4))` }}
              />
            )}
            {position === 0 && row.level !== undefined && (
              <Twisty expanded={row.expanded} onToggle={toggle} />
            )}
          </Cell>
        ))
      )}
    </div>
  );
});

function Cell({
  column,
  row,
  children,
}: {
  column: VirtualTableColumn<TableRow>;
  row: TableRow;
  children: ReactNode;
}) {
  const ref = useChangeTint(column.textOf?.(row));
  return (
    <div
      ref={ref}
      role="gridcell"
      className={styles.cell}
      data-align={column.align}
      data-column={column.id}
    >
      {children}
      {column.render(row)}
    </div>
  );
}

/** For the pointer; the keyboard uses the arrow keys, and `aria-expanded` is on the row. */
function Twisty({
  expanded,
  onToggle,
}: {
  expanded: boolean | undefined;
  onToggle: () => void;
}) {
  if (expanded === undefined) return <span className={styles.twisty} />;
  const onClick = (event: MouseEvent) => {
    event.stopPropagation();
    onToggle();
  };
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span className={styles.twisty} aria-hidden="true" onClick={onClick}>
      {expanded ? (
        <RiArrowDownSLine size={16} />
      ) : (
        <RiArrowRightSLine size={16} />
      )}
    </span>
  );
}
