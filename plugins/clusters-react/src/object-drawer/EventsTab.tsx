import { useApi } from '@backstage/core-plugin-api';
import type { EventSummary } from '@orrery/backstage-plugin-clusters-common';
import { useCallback } from 'react';
import { clustersApiRef } from '../client/ClustersApi';
import type { ObjectReference } from '../client/ClustersApi';
import { HealthIcon } from '../health/HealthIcon';
import { RelativeTime } from '../time/RelativeTime';
import { EmptyView } from '../view-state/EmptyView';
import { ErrorView } from '../view-state/ErrorView';
import { LoadingView } from '../view-state/LoadingView';
import { useRequest } from '../request/useRequest';
import styles from './ObjectDrawer.module.css';

export interface EventsTabProps {
  reference: ObjectReference;
  version: string;
}

export function EventsTab({ reference, version }: EventsTabProps) {
  const api = useApi(clustersApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getEvents(reference, { signal }),
    [api, reference],
  );
  const { value, error, reload } = useRequest(load, version);
  if (error && !value)
    return <ErrorView what="the events" error={error} onRetry={reload} />;
  if (!value) return <LoadingView what="the events" />;
  if (value.items.length === 0) {
    return (
      <EmptyView title="No recent events">
        Kubernetes keeps events for about an hour.
      </EmptyView>
    );
  }
  return (
    <ul className={styles.cards}>
      {value.items.map(event => (
        <li className={styles.card} key={event.uid}>
          <Event event={event} />
        </li>
      ))}
    </ul>
  );
}

function Event({ event }: { event: EventSummary }) {
  return (
    <>
      <div className={styles.cardTitle}>
        {event.type === 'Warning' && <HealthIcon mark="Degraded" />}
        <strong>{event.reason}</strong>
        {event.count > 1 && (
          <span className={styles.quiet}>{event.count} times</span>
        )}
        {event.lastSeenMs !== undefined && (
          <span className={`${styles.quiet} ${styles.end}`}>
            <RelativeTime atMs={event.lastSeenMs} ago />
          </span>
        )}
      </div>
      <div>{event.message}</div>
      {event.source && <div className={styles.quiet}>{event.source}</div>}
    </>
  );
}
