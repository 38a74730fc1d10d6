import { Button, ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  ColumnChooser,
  EmptyView,
  ErrorView,
  FreshnessBanner,
  ForbiddenView,
  LoadingView,
  VirtualTable,
} from '@orrery/backstage-plugin-clusters-react';
import type {
  ColumnChoice,
  VirtualTableProps,
} from '@orrery/backstage-plugin-clusters-react';
import type { HealthStatus } from '@orrery/kubernetes-model';
import { RiDownload2Line } from '@remixicon/react';
import type { AppRow } from '../tree/AppRow';
import { HealthChips } from './HealthChips';
import type { UseAppTree } from './useAppTree';
import styles from './AppsView.module.css';

export interface AppsViewProps {
  apps: UseAppTree;
  rows: readonly AppRow[];
  health: ReadonlySet<HealthStatus>;
  columns: ColumnChoice<AppRow>;
  /** What the table keeps from one update to the next. */
  table: Pick<
    VirtualTableProps<AppRow>,
    'selectedId' | 'userKey' | 'handle' | 'memory'
  >;
  /** What to say when the scope holds no workload. */
  emptyHint: string;
  onHealth: (status: HealthStatus) => void;
  onClearFilters: () => void;
  actions: AppsViewActions;
}

export interface AppsViewActions {
  readonly open: (row: AppRow) => void;
  readonly toggle: (row: AppRow) => void;
  readonly exportRows: (format: 'csv' | 'json') => void;
}

export function AppsView(props: AppsViewProps) {
  const { apps, health, columns, onHealth, actions } = props;
  if (apps.state === 'loading') return <LoadingView what="workloads" />;
  if (apps.state === 'error' && apps.error) {
    return (
      <ErrorView what="workloads" error={apps.error} onRetry={apps.retry} />
    );
  }
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <HealthChips
          counts={apps.tree.counts}
          isComplete={apps.isComplete}
          chosen={health}
          onToggle={onHealth}
        />
        <div className={styles.tools}>
          <MenuTrigger>
            <ButtonIcon
              size="small"
              variant="tertiary"
              aria-label="Export"
              icon={<RiDownload2Line size={16} />}
            />
            <Menu
              onAction={key =>
                actions.exportRows(key === 'csv' ? 'csv' : 'json')
              }
            >
              <MenuItem id="csv">Export rows as CSV</MenuItem>
              <MenuItem id="json">Export rows as JSON</MenuItem>
            </Menu>
          </MenuTrigger>
          <ColumnChooser choice={columns} />
        </div>
      </div>
      <FreshnessBanner freshness={apps.freshness} />
      <AppsTable {...props} />
    </div>
  );
}

function AppsTable({
  apps,
  rows,
  columns,
  table,
  emptyHint,
  onClearFilters,
  actions,
}: AppsViewProps) {
  if (apps.tree.clusters.length === 0) {
    const { freshness } = apps;
    if (
      freshness.length > 0 &&
      freshness.every(({ state }) => state === 'forbidden')
    ) {
      return <ForbiddenView what={freshness[0].cause ?? 'list workloads'} />;
    }
    const unread = freshness.filter(({ synced }) => !synced);
    if (unread.some(({ state }) => state === 'loading')) {
      return <LoadingView what="workloads" />;
    }
    if (unread.length > 0) {
      return (
        <EmptyView title="No workload is known yet">
          {unread.map(({ cluster }) => cluster).join(', ')}{' '}
          {unread.length === 1 ? 'has' : 'have'} not answered. Orrery keeps
          trying.
        </EmptyView>
      );
    }
    return <EmptyView title="No workloads here">{emptyHint}</EmptyView>;
  }
  if (rows.length === 0) {
    return (
      <EmptyView
        title="No workload matches the filters"
        action={
          <Button size="small" variant="secondary" onPress={onClearFilters}>
            Clear filters
          </Button>
        }
      />
    );
  }
  return (
    <VirtualTable
      label="Workloads"
      rows={rows}
      columns={columns.shown}
      {...table}
      onOpen={actions.open}
      onToggle={actions.toggle}
      renderSection={renderCluster}
    />
  );
}

function renderCluster(row: AppRow) {
  if (row.kind !== 'cluster') return null;
  const count =
    row.shownCount === row.totalCount
      ? `${row.totalCount}`
      : `${row.shownCount} of ${row.totalCount}`;
  return (
    <span>
      <strong>{row.cluster}</strong>{' '}
      <span className={styles.quiet}>
        {count} {row.totalCount === 1 ? 'workload' : 'workloads'}
      </span>
    </span>
  );
}
