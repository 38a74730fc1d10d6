import type { ClusterSummary } from '@orrery/backstage-plugin-clusters-common';
import {
  HealthIcon,
  RelativeTime,
} from '@orrery/backstage-plugin-clusters-react';
import { freshnessOf } from './freshnessOf';
import styles from './OverviewView.module.css';

export function FreshnessText({ cluster }: { cluster: ClusterSummary }) {
  const freshness = freshnessOf(cluster);
  switch (freshness.kind) {
    case 'live':
      return <span title={`${freshness.watched} kinds are watched`}>Live</span>;
    case 'idle':
      return cluster.lastContactMs === undefined ? (
        <span className={styles.quiet}>—</span>
      ) : (
        <span className={styles.quiet}>
          seen <RelativeTime atMs={cluster.lastContactMs} ago />
        </span>
      );
    case 'loading':
      return (
        <span className={styles.quiet}>
          Loading {freshness.kinds.join(', ')}
        </span>
      );
    default:
      return (
        <span
          className={styles.inline}
          title={`${freshness.kinds.join(', ')}: ${
            freshness.cause ?? 'no contact'
          }`}
        >
          <HealthIcon mark="Stale" />
          {freshness.asOfMs === undefined ? (
            'no answer yet'
          ) : (
            <span>
              as of <RelativeTime atMs={freshness.asOfMs} ago />
            </span>
          )}
        </span>
      );
  }
}
