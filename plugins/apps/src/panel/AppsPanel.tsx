import {
  ObjectDrawer,
  ScopeBar,
  useColumnChoice,
  useHotkeys,
  useObjectSelection,
  useScope,
  useShortcuts,
  useViewMemory,
} from '@orrery/backstage-plugin-clusters-react';
import type {
  Hotkey,
  ObjectPageHref,
  ShortcutSection,
  VirtualTableHandle,
} from '@orrery/backstage-plugin-clusters-react';
import { useCallback, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { exportRows } from '../export/exportRows';
import { appColumns } from '../table/appColumns';
import type { AppRow } from '../tree/AppRow';
import { AppsView } from './AppsView';
import { useAppRows } from './useAppRows';
import { useAppTree } from './useAppTree';
import type { AppScope } from './useAppTree';
import { useHealthFilter } from './useHealthFilter';
import { useToggledIds } from './useToggledIds';
import styles from './AppsPanel.module.css';

export interface AppsPanelProps {
  /** What part of the fleet, before the viewer's own choice of scope. */
  scope: AppScope;
  clusters?: readonly string[];
  namespaces?: readonly string[];
  emptyHint: string;
  /** Where an object has a page of its own. */
  pageHrefOf?: ObjectPageHref;
}

const SHORTCUTS: ShortcutSection = {
  title: 'Workloads',
  shortcuts: [
    { keys: ['j', 'k'], does: 'Next and previous row' },
    { keys: ['→', '←'], does: 'Open and close a row' },
    { keys: ['Enter'], does: 'Details of the row' },
    { keys: ['/'], does: 'Filter by text; Enter goes to the rows' },
    { keys: ['Esc'], does: 'Back to the rows' },
  ],
};

/** Live workloads with their drawer: the whole Apps screen, on a page and on an entity's tab alike. */
export function AppsPanel({
  scope,
  clusters,
  namespaces,
  emptyHint,
  pageHrefOf,
}: AppsPanelProps) {
  const [chosen, setScope] = useScope();
  const apps = useAppTree(scope);
  const health = useHealthFilter();
  const memory = useViewMemory(`apps ${JSON.stringify(scope)}`);
  const { toggledIds, toggle } = useToggledIds(memory);
  const rows = useAppRows(apps.tree, {
    toggledIds,
    health: health.chosen,
    text: chosen.text,
  });
  const { reference, tab, select, setTab } = useObjectSelection();
  const table = useRef<VirtualTableHandle>(null);
  const columns = useColumnChoice('apps', appColumns);

  const latestRows = useRef(rows);
  latestRows.current = rows;
  const actions = useMemo(
    () => ({
      open: (row: AppRow) => {
        if (row.kind !== 'node') return;
        const { cluster, kind, name, namespace } = row.node.row;
        select({ cluster, kind, name, ...(namespace && { namespace }) });
      },
      toggle: (row: AppRow) => toggle(row.id),
      exportRows: (format: 'csv' | 'json') =>
        exportRows(latestRows.current, format),
    }),
    [select, toggle],
  );
  const closeDrawer = useCallback(() => select(undefined), [select]);
  const clearFilters = useClearFilters();

  const focusTable = useCallback(() => table.current?.move(0), []);
  const hotkeys: readonly Hotkey[] = [
    { keys: 'j', run: () => table.current?.move(1) },
    { keys: 'k', run: () => table.current?.move(-1) },
    { keys: 'Escape', run: () => reference && closeDrawer() },
  ];
  useHotkeys(hotkeys);
  useShortcuts(SHORTCUTS);

  return (
    <div className={styles.panel}>
      <ScopeBar
        scope={chosen}
        onChange={setScope}
        clusters={clusters}
        namespaces={namespaces}
        onLeaveSearch={focusTable}
      />
      <AppsView
        apps={apps}
        rows={rows}
        health={health.chosen}
        columns={columns}
        table={{
          selectedId:
            reference &&
            [reference.cluster, reference.kind, keyOf(reference)].join('|'),
          userKey: JSON.stringify([
            [...toggledIds],
            [...health.chosen],
            chosen,
          ]),
          handle: table,
          memory,
        }}
        emptyHint={emptyHint}
        onHealth={health.toggle}
        onClearFilters={clearFilters}
        actions={actions}
      />
      {reference && (
        <ObjectDrawer
          reference={reference}
          tab={tab}
          onTab={setTab}
          onSelect={select}
          onClose={closeDrawer}
          pageHrefOf={pageHrefOf}
        />
      )}
    </div>
  );
}

/** Both filters in one step: of two changes of the URL in a row only the second would stay. */
function useClearFilters(): () => void {
  const [, setParams] = useSearchParams();
  return useCallback(
    () =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          next.delete('health');
          next.delete('q');
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
}

function keyOf({
  name,
  namespace,
}: {
  name: string;
  namespace?: string;
}): string {
  return namespace ? `${namespace}/${name}` : name;
}
