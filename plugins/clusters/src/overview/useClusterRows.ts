import type { ClusterSummary } from '@orrery/backstage-plugin-clusters-common';
import { healthSeverity } from '@orrery/kubernetes-model';
import { useMemo } from 'react';
import { clusterHealthOf } from './clusterHealthOf';
import type { ClusterRow } from './clusterColumns';

/** The clusters that match the text, worst first, then by name. */
export function useClusterRows(
  clusters: readonly ClusterSummary[] | undefined,
  text: string,
): readonly ClusterRow[] {
  return useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return (clusters ?? [])
      .filter(cluster => {
        const searched = `${cluster.name} ${cluster.title ?? ''} ${
          cluster.version ?? ''
        } ${clusterHealthOf(cluster).message}`.toLowerCase();
        return words.every(word => searched.includes(word));
      })
      .map(cluster => ({ id: cluster.name, cluster }))
      .sort(
        (a, b) => severityOf(b) - severityOf(a) || a.id.localeCompare(b.id),
      );
  }, [clusters, text]);
}

function severityOf({ cluster }: ClusterRow): number {
  return healthSeverity(clusterHealthOf(cluster).status);
}
