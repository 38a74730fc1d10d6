import type { PrometheusApiOptions, ScrapeTarget } from './PrometheusApi';
import { sortedLabels } from './sortedLabels';

/** `GET /api/v1/targets` */
export function answerTargets(
  { targets = () => [] }: PrometheusApiOptions,
  parameters: URLSearchParams,
): string {
  const state = (parameters.get('state') ?? '').toLowerCase();
  const pool = parameters.get('scrapePool') ?? '';
  const isActive = state === '' || state === 'any' || state === 'active';
  const active = isActive
    ? targets().filter(({ scrapePool }) => pool === '' || scrapePool === pool)
    : [];
  return JSON.stringify({
    activeTargets: active.map(targetJson),
    droppedTargets: [],
  });
}

/** `GET /api/v1/alertmanagers` */
export function answerAlertmanagers({
  alertmanagers = () => [],
}: PrometheusApiOptions): string {
  return JSON.stringify({
    activeAlertmanagers: alertmanagers().map(url => ({
      url: `${url}/api/v2/alerts`,
    })),
    droppedAlertmanagers: [],
  });
}

function targetJson(target: ScrapeTarget): object {
  return {
    discoveredLabels: sortedLabels(target.discoveredLabels),
    labels: sortedLabels(target.labels),
    scrapePool: target.scrapePool,
    scrapeUrl: target.scrapeUrl,
    globalUrl: target.scrapeUrl,
    lastError: target.lastError,
    lastScrape: new Date(target.lastScrapeMs).toISOString(),
    lastScrapeDuration: target.lastScrapeSeconds,
    health: target.health,
    scrapeInterval: `${target.intervalMs / 1000}s`,
    scrapeTimeout: `${target.timeoutMs / 1000}s`,
  };
}
