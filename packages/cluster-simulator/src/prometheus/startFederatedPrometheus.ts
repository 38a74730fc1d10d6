import { createFederatedSource } from './createFederatedSource';
import { joinLabelCatalogues } from './createLabelCatalogue';
import { listenAsPrometheus, type ListeningServer } from './listenAsPrometheus';
import { type MemberReports, mergeGroupReports } from './mergeGroupReports';
import type { MetricMetadata } from './PrometheusApi';
import { prometheusConfigText } from './scrapeJobs';
import type { PrometheusView } from './startPrometheusServer';

export interface FederatedPrometheusOptions {
  /** What each cluster measures, by the name that becomes the label `cluster`. */
  readonly clusters: ReadonlyMap<string, PrometheusView>;
  readonly nowMs: () => number;
  /** 0 picks a free one. */
  readonly port?: number;
  /** The Alertmanagers of the clusters. */
  readonly alertmanagerUrls?: () => readonly string[];
  readonly onUnexpected: (error: unknown) => void;
}

/**
 * Serves all clusters as one Prometheus: their series, rules, alerts and targets, each with the label `cluster`. It evaluates no rules of its
 * own; those of the clusters are asked, so a question costs the sum of theirs, and of one cluster only what it costs there.
 */
export async function startFederatedPrometheus({
  clusters,
  nowMs,
  port,
  alertmanagerUrls,
  onUnexpected,
}: FederatedPrometheusOptions): Promise<ListeningServer> {
  const members = [...clusters].map(([cluster, view]) => ({
    ...view,
    externalLabels: { cluster },
  }));
  return listenAsPrometheus({
    port,
    onUnexpected,
    api: {
      source: createFederatedSource(
        members.map(({ rules, externalLabels }) => ({
          source: rules.source,
          externalLabels,
        })),
      ),
      catalogue: createFederatedSource(
        members.map(({ rules, externalLabels }) => ({
          source: rules.catalogue,
          externalLabels,
        })),
      ),
      labels: joinLabelCatalogues(
        'cluster',
        new Map([...clusters].map(([name, { labels }]) => [name, labels])),
      ),
      metadata: () => distinct(members.flatMap(each => [...each.metadata()])),
      *rules(kind) {
        const atMs = nowMs();
        const reports: MemberReports[] = [];
        for (const { rules, externalLabels } of members) {
          reports.push({
            externalLabels,
            reports: yield* rules.reportPausing(atMs, kind),
          });
        }
        return mergeGroupReports(reports);
      },
      targets: () =>
        members.flatMap(({ targets, externalLabels }) =>
          targets().map(target => ({
            ...target,
            labels: { ...target.labels, ...externalLabels },
          })),
        ),
      alertmanagers: alertmanagerUrls,
      config: prometheusConfigText(),
      startedAtMs: nowMs(),
      nowMs,
      elapsedMs: () => performance.now(),
    },
  });
}

function distinct(
  metadata: readonly MetricMetadata[],
): readonly MetricMetadata[] {
  return [...new Map(metadata.map(each => [each.name, each])).values()];
}
