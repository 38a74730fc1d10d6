import type { ReactNode } from 'react';

/** What the table needs to know of a row, apart from its cells. */
export interface TableRow {
  /** Unique in the table and stable over updates. */
  readonly id: string;
  /** Depth in the tree, from 1; absent in a flat table. */
  readonly level?: number;
  /** Absent when there is nothing to open. */
  readonly expanded?: boolean;
  /** Drawn across all columns by `renderSection`. */
  readonly isSection?: boolean;
  /** No drawer behind it. */
  readonly isInert?: boolean;
}

export interface VirtualTableColumn<Row extends TableRow> {
  readonly id: string;
  readonly header: string;
  /** Grid track that does not depend on content (`minmax(200px, 3fr)`, `80px`): every row lays itself out alone. */
  readonly width: string;
  readonly align?: 'end';
  /** The column leaves when the table is narrower, in px. */
  readonly minTableWidthPx?: number;
  /** The viewer cannot hide it. */
  readonly isFixed?: boolean;
  render(row: Row): ReactNode;
  /** The value as text, `undefined` while it is not known; when it changes in place the cell is tinted for a second. */
  textOf?(row: Row): string | undefined;
}

/** For page-wide keys. */
export interface VirtualTableHandle {
  focus(): void;
  /** Moves the active row and focuses the table. */
  move(delta: number): void;
  openActive(): void;
}
