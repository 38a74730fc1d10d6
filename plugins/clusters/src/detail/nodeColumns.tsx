import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import {
  ArchitectureBadge,
  HealthIcon,
  HealthText,
  RelativeTime,
} from '@orrery/backstage-plugin-clusters-react';
import type {
  TableRow,
  VirtualTableColumn,
} from '@orrery/backstage-plugin-clusters-react';
import type { NodeRow } from '@orrery/kubernetes-model';
import styles from './ClusterDrawer.module.css';

export interface NodeTableRow extends TableRow {
  readonly node: NodeRow;
}

export function toNodeTableRows(
  rows: readonly LiveRow[],
): readonly NodeTableRow[] {
  return rows.flatMap(row =>
    row.kind === 'Node' ? [{ id: row.name, node: row }] : [],
  );
}

export const nodeColumns: readonly VirtualTableColumn<NodeTableRow>[] = [
  {
    id: 'name',
    header: 'Node',
    width: 'minmax(190px, 2fr)',
    render: ({ node }) => (
      <>
        <HealthIcon mark={node.health.status} />
        <span className={styles.name} title={node.name}>
          {node.name}
        </span>
      </>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    width: 'minmax(100px, 1.4fr)',
    render: ({ node }) => (
      <HealthText mark={node.health.status} message={node.health.message} />
    ),
    textOf: ({ node }) => node.health.message,
  },
  text('roles', 'Roles', '96px', 700, node => node.roles.join(', ')),
  {
    id: 'architecture',
    header: 'Arch',
    width: '76px',
    render: ({ node }) => (
      <ArchitectureBadge architecture={node.architecture} />
    ),
  },
  text('version', 'Version', '84px', 640, node => node.version),
  text('zone', 'Zone', '110px', 540, node => node.zone ?? ''),
  text('type', 'Instance type', '116px', 840, node => node.instanceType ?? ''),
  {
    id: 'age',
    header: 'Age',
    width: '64px',
    align: 'end',
    render: ({ node }) => <RelativeTime atMs={node.createdAtMs} />,
  },
];

function text(
  id: string,
  header: string,
  width: string,
  minTableWidthPx: number,
  of: (node: NodeRow) => string,
): VirtualTableColumn<NodeTableRow> {
  return {
    id,
    header,
    width,
    minTableWidthPx,
    render: ({ node }) => (
      <span className={styles.cut} title={of(node)}>
        {of(node)}
      </span>
    ),
    textOf: ({ node }) => of(node),
  };
}
