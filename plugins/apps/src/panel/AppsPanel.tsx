import {
  ObjectDrawer,
  ScopeBar,
  ShortcutList,
  useHotkeys,
  useObjectSelection,
  useScope,
  useViewMemory,
} from '@orrery/backstage-plugin-clusters-react';
import type {
  Hotkey,
  Shortcut,
  VirtualTableHandle,
} from '@orrery/backstage-plugin-clusters-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { exportRows } from '../export/exportRows';
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
}

const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['j', 'k'], does: 'Next and previous row' },
  { keys: ['→', '←'], does: 'Open and close a row' },
  { keys: ['Enter'], does: 'Details of the row' },
  { keys: ['/'], does: 'Filter by text' },
  { keys: ['Esc'], does: 'Close details' },
  { keys: ['?'], does: 'This list' },
];

/** Live workloads with their drawer: the whole Apps screen, on a page and on an entity's tab alike. */
export function AppsPanel({
  scope,
  clusters,
  namespaces,
  emptyHint,
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
  const search = useRef<HTMLInputElement>(null);
  const [helpIsOpen, setHelpIsOpen] = useState(false);

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
  const { clear } = health;
  const clearFilters = useCallback(() => {
    clear();
    setScope({ text: '' });
  }, [clear, setScope]);

  const hotkeys: readonly Hotkey[] = [
    { key: 'j', does: 'Next row', run: () => table.current?.move(1) },
    { key: 'k', does: 'Previous row', run: () => table.current?.move(-1) },
    { key: '/', does: 'Filter', run: () => search.current?.focus() },
    { key: 'Escape', does: 'Close the drawer', run: closeDrawer },
    { key: '?', does: 'This list', run: () => setHelpIsOpen(true) },
  ];
  useHotkeys(hotkeys);

  return (
    <div className={styles.panel}>
      <ScopeBar
        scope={chosen}
        onChange={setScope}
        clusters={clusters}
        namespaces={namespaces}
        searchRef={search}
      />
      <AppsView
        apps={apps}
        rows={rows}
        health={health.chosen}
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
        />
      )}
      <ShortcutList
        shortcuts={SHORTCUTS}
        isOpen={helpIsOpen}
        onClose={() => setHelpIsOpen(false)}
      />
    </div>
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
