import {
  ObjectDrawer,
  ScopeBar,
  useClusterList,
  useColumnChoice,
  useHotkeys,
  useObjectSelection,
  useScope,
  useShortcuts,
} from '@orrery/backstage-plugin-clusters-react';
import type {
  ShortcutSection,
  VirtualTableHandle,
} from '@orrery/backstage-plugin-clusters-react';
import { useCallback, useRef } from 'react';
import { ClusterDrawer } from '../detail/ClusterDrawer';
import { useSelectedCluster } from '../detail/useSelectedCluster';
import { useObjectPageHref } from '../object/useObjectPageHref';
import { clusterColumns } from './clusterColumns';
import { OverviewView } from './OverviewView';
import { useClusterRows } from './useClusterRows';
import styles from './OverviewView.module.css';

const SHORTCUTS: ShortcutSection = {
  title: 'Clusters',
  shortcuts: [
    { keys: ['j', 'k'], does: 'Next and previous cluster' },
    { keys: ['Enter'], does: 'Nodes of the cluster' },
    { keys: ['/'], does: 'Filter by text; Enter goes to the rows' },
    { keys: ['Esc'], does: 'Back to the rows' },
  ],
};

/** Every cluster of the fleet; one of them opens in a drawer, and a node of it in another. */
export function OverviewPage() {
  const [scope, setScope] = useScope();
  const { value: list, error, reload } = useClusterList();
  const rows = useClusterRows(list?.items, scope.text);
  const [selected, select] = useSelectedCluster();
  const object = useObjectSelection();
  const table = useRef<VirtualTableHandle>(null);
  const columns = useColumnChoice('clusters', clusterColumns);
  const pageHrefOf = useObjectPageHref();
  const focusTable = useCallback(() => table.current?.move(0), []);
  useHotkeys([
    { keys: 'j', run: () => table.current?.move(1) },
    { keys: 'k', run: () => table.current?.move(-1) },
    {
      keys: 'Escape',
      run: () => {
        if (object.reference) object.select(undefined);
        else if (selected) select(undefined);
      },
    },
  ]);
  useShortcuts(SHORTCUTS);
  return (
    <div className={styles.panel}>
      <ScopeBar scope={scope} onChange={setScope} onLeaveSearch={focusTable} />
      <OverviewView
        list={list}
        rows={rows}
        columns={columns}
        error={error}
        selectedId={selected}
        userKey={scope.text}
        tableHandle={table}
        onOpen={select}
        onRetry={reload}
      />
      {selected && !object.reference && (
        <ClusterDrawer
          name={selected}
          cluster={list?.items.find(({ name }) => name === selected)}
          isListed={list !== undefined}
          onOpenNode={name =>
            object.select({ cluster: selected, kind: 'Node', name })
          }
          onClose={() => select(undefined)}
        />
      )}
      {object.reference && (
        <ObjectDrawer
          reference={object.reference}
          tab={object.tab}
          onTab={object.setTab}
          onSelect={object.select}
          onClose={() => object.select(undefined)}
          pageHrefOf={pageHrefOf}
        />
      )}
    </div>
  );
}
