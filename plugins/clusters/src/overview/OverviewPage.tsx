import { Container } from '@backstage/ui';
import {
  ObjectDrawer,
  ScopeBar,
  ShortcutList,
  useClusterList,
  useHotkeys,
  useObjectSelection,
  useScope,
} from '@orrery/backstage-plugin-clusters-react';
import type { VirtualTableHandle } from '@orrery/backstage-plugin-clusters-react';
import { useRef, useState } from 'react';
import { ClusterDrawer } from '../detail/ClusterDrawer';
import { useSelectedCluster } from '../detail/useSelectedCluster';
import { OverviewView } from './OverviewView';
import { useClusterRows } from './useClusterRows';
import styles from './OverviewView.module.css';

/** Every cluster of the fleet; one of them opens in a drawer, and a node of it in another. */
export function OverviewPage() {
  const [scope, setScope] = useScope();
  const { value: list, error, reload } = useClusterList();
  const rows = useClusterRows(list?.items, scope.text);
  const [selected, select] = useSelectedCluster();
  const object = useObjectSelection();
  const table = useRef<VirtualTableHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const [helpIsOpen, setHelpIsOpen] = useState(false);
  useHotkeys([
    { key: 'j', does: 'Next row', run: () => table.current?.move(1) },
    { key: 'k', does: 'Previous row', run: () => table.current?.move(-1) },
    { key: '/', does: 'Filter', run: () => search.current?.focus() },
    { key: 'Escape', does: 'Close the drawer', run: () => select(undefined) },
    { key: '?', does: 'This list', run: () => setHelpIsOpen(true) },
  ]);
  return (
    <Container>
      <div className={styles.panel}>
        <ScopeBar scope={scope} onChange={setScope} searchRef={search} />
        <OverviewView
          list={list}
          rows={rows}
          error={error}
          selectedId={selected}
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
          />
        )}
        <ShortcutList
          shortcuts={[
            { keys: ['j', 'k'], does: 'Next and previous cluster' },
            { keys: ['Enter'], does: 'Nodes of the cluster' },
            { keys: ['/'], does: 'Filter by text' },
            { keys: ['Esc'], does: 'Close' },
          ]}
          isOpen={helpIsOpen}
          onClose={() => setHelpIsOpen(false)}
        />
      </div>
    </Container>
  );
}
