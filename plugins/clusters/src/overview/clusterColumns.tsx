import type {
  ClusterCounts,
  ClusterSummary,
} from '@orrery/backstage-plugin-clusters-common';
import {
  HealthIcon,
  HealthText,
  RelativeTime,
} from '@orrery/backstage-plugin-clusters-react';
import type {
  TableRow,
  VirtualTableColumn,
} from '@orrery/backstage-plugin-clusters-react';
import { clusterHealthOf } from './clusterHealthOf';
import { CountText } from './CountText';
import { FreshnessText } from './FreshnessText';
import styles from './OverviewView.module.css';

/** `id` is the cluster's name. */
export interface ClusterRow extends TableRow {
  readonly cluster: ClusterSummary;
}

export const clusterColumns: readonly VirtualTableColumn<ClusterRow>[] = [
  {
    id: 'name',
    header: 'Cluster',
    width: 'minmax(150px, 1.4fr)',
    isFixed: true,
    render: ({ cluster }) => (
      <>
        <HealthIcon mark={clusterHealthOf(cluster).status} />
        <span className={styles.name}>{cluster.title ?? cluster.name}</span>
      </>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 'minmax(140px, 2.6fr)',
    isFixed: true,
    render: ({ cluster }) => {
      const { status, message } = clusterHealthOf(cluster);
      return <HealthText mark={status} message={message} />;
    },
    textOf: ({ cluster }) => clusterHealthOf(cluster).message,
  },
  {
    id: 'since',
    header: 'Since',
    width: '76px',
    align: 'end',
    minTableWidthPx: 640,
    render: ({ cluster }) => <RelativeTime atMs={cluster.sinceMs} />,
  },
  {
    id: 'version',
    header: 'Version',
    width: '100px',
    render: ({ cluster }) => (
      <span className={styles.mono}>{cluster.version ?? '—'}</span>
    ),
    textOf: ({ cluster }) => cluster.version ?? '',
  },
  countColumn('nodes', 'Nodes', 'Node'),
  countColumn('pods', 'Pods', 'Pod'),
  countColumn('namespaces', 'Namespaces', 'Namespace', 860),
  {
    id: 'freshness',
    header: 'Freshness',
    width: 'minmax(120px, 1.4fr)',
    minTableWidthPx: 720,
    render: ({ cluster }) => <FreshnessText cluster={cluster} />,
  },
  {
    id: 'access',
    header: 'Access',
    width: '96px',
    minTableWidthPx: 960,
    render: ({ cluster }) => (cluster.writable ? 'Writable' : 'Read-only'),
    textOf: ({ cluster }) => String(cluster.writable),
  },
];

function countColumn(
  field: keyof ClusterCounts,
  header: string,
  kind: string,
  minTableWidthPx?: number,
): VirtualTableColumn<ClusterRow> {
  return {
    id: field,
    header,
    width: field === 'namespaces' ? '104px' : '72px',
    align: 'end',
    minTableWidthPx,
    render: ({ cluster }) => (
      <CountText
        count={cluster.counts?.[field]}
        isForbidden={cluster.freshness.some(
          each => each.kind === kind && each.state === 'forbidden',
        )}
        what={field}
      />
    ),
    textOf: ({ cluster }) => String(cluster.counts?.[field] ?? ''),
  };
}
