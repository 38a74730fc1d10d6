import { SearchField, Select } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode, Ref } from 'react';
import { ConnectionIndicator } from '../connection/ConnectionIndicator';
import type { Scope } from './scopeSearchParams';
import styles from './ScopeBar.module.css';

/** A pause in typing before the filter takes effect. */
const TYPING_PAUSE_MS = 150;

export interface ScopeBarProps {
  scope: Scope;
  onChange: (change: Partial<Scope>) => void;
  /** Names to choose from; absent hides the choice. */
  clusters?: readonly string[];
  namespaces?: readonly string[];
  searchRef?: Ref<HTMLInputElement>;
  /** Beside the live indicator. */
  children?: ReactNode;
}

/** Cluster · namespace · search · live indicator: the same on every page. */
export function ScopeBar({
  scope,
  onChange,
  clusters,
  namespaces,
  searchRef,
  children,
}: ScopeBarProps) {
  return (
    <div className={styles.bar} role="search" aria-label="Scope">
      {clusters && (
        <NameSelect
          label="Clusters"
          all="All clusters"
          names={clusters}
          chosen={scope.clusters}
          onChange={chosen => onChange({ clusters: chosen })}
        />
      )}
      {namespaces && (
        <NameSelect
          label="Namespaces"
          all="All namespaces"
          names={namespaces}
          chosen={scope.namespaces}
          onChange={chosen => onChange({ namespaces: chosen })}
        />
      )}
      <ScopeSearch
        text={scope.text}
        onChange={text => onChange({ text })}
        searchRef={searchRef}
      />
      <div className={styles.end}>
        {children}
        <ConnectionIndicator />
      </div>
    </div>
  );
}

function NameSelect({
  label,
  all,
  names,
  chosen,
  onChange,
}: {
  label: string;
  all: string;
  names: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  // A name from a link stays visible although nothing of it is there.
  const options = [...new Set([...names, ...chosen])].sort();
  return (
    <div className={styles.select}>
      <Select
        aria-label={label}
        selectionMode="multiple"
        placeholder={all}
        search={options.length > 8 || undefined}
        options={options.map(name => ({ value: name, label: name }))}
        value={[...chosen]}
        onChange={keys => onChange(keys.map(String))}
      />
    </div>
  );
}

function ScopeSearch({
  text,
  onChange,
  searchRef,
}: {
  text: string;
  onChange: (text: string) => void;
  searchRef?: Ref<HTMLInputElement>;
}) {
  const [draft, setDraft] = useState(text);
  const sent = useRef(text);
  useEffect(() => {
    // Changed elsewhere (a link, the back button), not by typing here.
    if (text !== sent.current) setDraft(text);
    sent.current = text;
  }, [text]);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (draft === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = draft;
      latest.current(draft);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return (
    <div
      className={styles.search}
      ref={node => assign(searchRef, node?.querySelector('input') ?? null)}
    >
      <SearchField
        aria-label="Filter by text"
        size="small"
        placeholder="Filter  /"
        value={draft}
        onChange={setDraft}
      />
    </div>
  );
}

function assign(
  ref: Ref<HTMLInputElement> | undefined,
  node: HTMLInputElement | null,
) {
  if (typeof ref === 'function') ref(node);
  else if (ref) Object.assign(ref, { current: node });
}
