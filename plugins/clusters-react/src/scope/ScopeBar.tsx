import { Select } from '@backstage/ui';
import type { ReactNode } from 'react';
import { ConnectionIndicator } from '../connection/ConnectionIndicator';
import { ScopeSearch } from './ScopeSearch';
import type { Scope } from './scopeSearchParams';
import styles from './ScopeBar.module.css';

export interface ScopeBarProps {
  scope: Scope;
  onChange: (change: Partial<Scope>) => void;
  /** Names to choose from; absent hides the choice. */
  clusters?: readonly string[];
  namespaces?: readonly string[];
  /** The viewer is done with the filter and wants to what it found. */
  onLeaveSearch?: () => void;
  /** Beside the live indicator. */
  children?: ReactNode;
}

/** Cluster · namespace · search · live indicator: the same on every page. */
export function ScopeBar({
  scope,
  onChange,
  clusters,
  namespaces,
  onLeaveSearch,
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
        onLeave={onLeaveSearch}
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
