import type { ClusterSummary } from '@orrery/backstage-plugin-clusters-common';
import { HealthIcon } from '@orrery/backstage-plugin-clusters-react';
import { clusterHealthOf } from './clusterHealthOf';
import styles from './OverviewView.module.css';

/** Is it fine? One line over the whole fleet. */
export function FleetSummary({
  clusters,
}: {
  clusters: readonly ClusterSummary[];
}) {
  const ill = clusters.filter(
    cluster => clusterHealthOf(cluster).status !== 'Healthy',
  );
  const total = `${clusters.length} ${
    clusters.length === 1 ? 'cluster' : 'clusters'
  }`;
  return (
    <p className={styles.fleet}>
      <HealthIcon mark={ill.length === 0 ? 'Healthy' : 'Degraded'} />
      {ill.length === 0
        ? `${total}, all healthy`
        : `${ill.length} of ${total} not healthy: ${ill
            .map(({ name }) => name)
            .join(', ')}`}
    </p>
  );
}
