import type { TableRow } from '@orrery/backstage-plugin-clusters-react';
import type { AppNode } from './AppTree';

/** A line of the table: a cluster's heading, an object, the fold of older revisions, or why something is not shown. */
export type AppRow = AppClusterRow | AppNodeRow | AppOlderRow | AppNoteRow;

export interface AppClusterRow extends TableRow {
  readonly kind: 'cluster';
  readonly cluster: string;
  /** Workloads shown, and how many there are before filters. */
  readonly shownCount: number;
  readonly totalCount: number;
}

export interface AppNodeRow extends TableRow {
  readonly kind: 'node';
  readonly node: AppNode;
}

export interface AppOlderRow extends TableRow {
  readonly kind: 'older';
  readonly count: number;
}

export interface AppNoteRow extends TableRow {
  readonly kind: 'note';
  readonly text: string;
}
