import { useApi } from '@backstage/core-plugin-api';
import type { OwnerSummary } from '@orrery/backstage-plugin-clusters-common';
import { useCallback } from 'react';
import { clustersApiRef } from '../client/ClustersApi';
import type { ObjectReference } from '../client/ClustersApi';
import { HealthBadge } from '../health/HealthBadge';
import { EmptyView } from '../view-state/EmptyView';
import { ErrorView } from '../view-state/ErrorView';
import { LoadingView } from '../view-state/LoadingView';
import { useRequest } from '../request/useRequest';
import styles from './ObjectDrawer.module.css';

export interface OwnersTabProps {
  reference: ObjectReference;
  version: string;
  onSelect: (reference: ObjectReference) => void;
}

export function OwnersTab({ reference, version, onSelect }: OwnersTabProps) {
  const api = useApi(clustersApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getOwners(reference, { signal }),
    [api, reference],
  );
  const { value, error, reload } = useRequest(load, version);
  if (error && !value)
    return <ErrorView what="the owners" error={error} onRetry={reload} />;
  if (!value) return <LoadingView what="the owners" />;
  if (value.items.length === 0) {
    return (
      <EmptyView title="Nothing owns this object">
        It was created on its own.
      </EmptyView>
    );
  }
  return (
    <ol className={styles.cards}>
      {value.items.map(owner => (
        <li className={styles.card} key={owner.uid}>
          <Owner
            owner={owner}
            onSelect={() => onSelect(referenceOf(reference.cluster, owner))}
          />
        </li>
      ))}
    </ol>
  );
}

function Owner({
  owner,
  onSelect,
}: {
  owner: OwnerSummary;
  onSelect: () => void;
}) {
  return (
    <div className={styles.cardTitle}>
      <span className={styles.quiet}>{owner.kind}</span>
      <button type="button" className={styles.link} onClick={onSelect}>
        {owner.name}
      </button>
      <span className={styles.end}>
        <HealthBadge
          mark={owner.health?.status ?? 'Unknown'}
          message={owner.health?.message ?? owner.cause}
        />
      </span>
    </div>
  );
}

function referenceOf(cluster: string, owner: OwnerSummary): ObjectReference {
  const { kind, name, namespace } = owner;
  return { cluster, kind, name, ...(namespace && { namespace }) };
}
