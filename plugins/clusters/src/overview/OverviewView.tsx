import type { ClusterList } from '@orrery/backstage-plugin-clusters-common';
import {
  ColumnChooser,
  EmptyView,
  ErrorView,
  LoadingView,
  VirtualTable,
} from '@orrery/backstage-plugin-clusters-react';
import type {
  ColumnChoice,
  VirtualTableHandle,
} from '@orrery/backstage-plugin-clusters-react';
import type { Ref } from 'react';
import type { ClusterRow } from './clusterColumns';
import { FleetSummary } from './FleetSummary';
import { ProblemList } from './ProblemList';
import styles from './OverviewView.module.css';

export interface OverviewViewProps {
  list?: ClusterList;
  rows: readonly ClusterRow[];
  columns: ColumnChoice<ClusterRow>;
  /** The last attempt failed; what is shown is older. */
  error?: Error;
  selectedId?: string;
  /** Changes when the viewer filters: that takes effect at once, also while the table keeps still. */
  userKey?: string;
  tableHandle?: Ref<VirtualTableHandle>;
  onOpen: (cluster: string) => void;
  onRetry: () => void;
}

export function OverviewView({
  list,
  rows,
  columns,
  error,
  selectedId,
  userKey,
  tableHandle,
  onOpen,
  onRetry,
}: OverviewViewProps) {
  if (!list) {
    return error ? (
      <ErrorView what="the clusters" error={error} onRetry={onRetry} />
    ) : (
      <LoadingView what="the clusters" />
    );
  }
  return (
    <div className={styles.view}>
      {error && (
        <div className={styles.stale} role="status">
          Not up to date: {error.message}
        </div>
      )}
      <ProblemList problems={list.problems} />
      {list.items.length > 0 && (
        <div className={styles.bar}>
          <FleetSummary clusters={list.items} />
          <ColumnChooser choice={columns} />
        </div>
      )}
      {list.items.length === 0 && (
        <EmptyView title="No clusters">
          Add one to the section <code>kubernetes.clusterLocatorMethods</code>{' '}
          of app-config, or start with a kubeconfig.
        </EmptyView>
      )}
      {list.items.length > 0 && rows.length === 0 && (
        <EmptyView title="No cluster matches the filter" />
      )}
      {rows.length > 0 && (
        <VirtualTable
          label="Clusters"
          rows={rows}
          columns={columns.shown}
          selectedId={selectedId}
          userKey={userKey}
          handle={tableHandle}
          onOpen={row => onOpen(row.id)}
        />
      )}
    </div>
  );
}
