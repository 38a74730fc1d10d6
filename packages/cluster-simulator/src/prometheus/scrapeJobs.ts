import type { Labels } from '@orrery/promql';
import { fractionOf, type Telemetry } from '@orrery/telemetry-model';
import { stringify } from 'yaml';

import type { ScrapeTarget } from './PrometheusApi';
import { DEFAULT_RULE_FILES } from './rules/defaultRuleGroups';
import { lastScrapeMs, SCRAPE_INTERVAL_MS } from './scrapeTimes';

const TIMEOUT_MS = 10_000;

interface ScrapeJob {
  readonly pool: string;
  readonly job: string;
  readonly path: string;
  readonly scheme: 'http' | 'https';
}

const metrics = (job: string): ScrapeJob => ({
  ...{ pool: job, job, path: '/metrics', scheme: 'http' },
});

/** The jobs of a cluster that has every agent; a mesh is federated from the server that sums its proxies. */
const JOBS: readonly ScrapeJob[] = [
  { ...metrics('kubelet'), scheme: 'https' },
  {
    ...metrics('kubelet'),
    pool: 'kubelet-cadvisor',
    path: '/metrics/cadvisor',
    scheme: 'https',
  },
  ...['node-exporter', 'kube-state-metrics', 'coredns', 'cert-manager'].map(
    metrics,
  ),
  metrics('hubble'),
  ...['istio-mesh', 'envoy-stats', 'linkerd-proxy'].map(job => ({
    ...metrics(job),
    path: '/federate',
  })),
];

/** What is scraped in a cluster, as its series `up` have it at a time. */
export function scrapeTargetsAt(
  telemetry: Telemetry,
  timeMs: number,
): readonly ScrapeTarget[] {
  return telemetry.series('up').flatMap(({ labels, sample }) => {
    const scrapedAtMs = lastScrapeMs(labels, timeMs, SCRAPE_INTERVAL_MS);
    const [isUp] = sample(Float64Array.of(scrapedAtMs));
    return Number.isNaN(isUp)
      ? []
      : [targetOf(labels, isUp === 1, scrapedAtMs)];
  });
}

/** The configuration of the Prometheus of a cluster, as `/api/v1/status/config` prints it. */
export function prometheusConfigText(externalLabels: Labels = {}): string {
  const interval = `${SCRAPE_INTERVAL_MS / 1000}s`;
  const timeout = `${TIMEOUT_MS / 1000}s`;
  return stringify({
    global: {
      scrape_interval: interval,
      scrape_timeout: timeout,
      evaluation_interval: '1m',
      ...(Object.keys(externalLabels).length > 0
        ? { external_labels: externalLabels }
        : {}),
    },
    rule_files: [...DEFAULT_RULE_FILES.keys()],
    scrape_configs: JOBS.map(({ pool, path, scheme }) => ({
      job_name: pool,
      honor_labels: path === '/federate',
      metrics_path: path,
      scheme,
      kubernetes_sd_configs: [{ role: 'endpoints' }],
    })),
  });
}

function targetOf(
  labels: Labels,
  isUp: boolean,
  scrapedAtMs: number,
): ScrapeTarget {
  const { job, instance, metrics_path: path } = labels;
  const { pool, ...config } =
    JOBS.find(
      each => each.job === job && (path === undefined || each.path === path),
    ) ?? metrics(job);
  const scrapeUrl = `${config.scheme}://${instance}${config.path}`;
  const seconds = 0.004 + 0.05 * fractionOf(`${scrapeUrl}/${scrapedAtMs}`);
  return {
    labels,
    discoveredLabels: {
      __address__: instance,
      __metrics_path__: config.path,
      __scheme__: config.scheme,
      __scrape_interval__: `${SCRAPE_INTERVAL_MS / 1000}s`,
      __scrape_timeout__: `${TIMEOUT_MS / 1000}s`,
      job: pool,
    },
    scrapePool: pool,
    scrapeUrl,
    health: isUp ? 'up' : 'down',
    lastError: isUp ? '' : `Get "${scrapeUrl}": context deadline exceeded`,
    lastScrapeMs: scrapedAtMs,
    lastScrapeSeconds: isUp ? seconds : TIMEOUT_MS / 1000,
    intervalMs: SCRAPE_INTERVAL_MS,
    timeoutMs: TIMEOUT_MS,
  };
}
