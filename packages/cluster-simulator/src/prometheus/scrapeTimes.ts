import type { Labels } from '@orrery/promql';
import { hashText } from '@orrery/telemetry-model';

/** As Prometheus does unless told otherwise in many setups. */
export const SCRAPE_INTERVAL_MS = 15_000;

/** When within the interval an instance is scraped: scrapes are spread, so that they do not all happen at once. */
export function scrapeOffsetMs(
  { job, instance }: Labels,
  intervalMs: number,
): number {
  return hashText(`${job}/${instance}`) % intervalMs;
}

/** The last scrape of an instance that is not after a time. */
export function lastScrapeMs(
  labels: Labels,
  timeMs: number,
  intervalMs: number,
): number {
  const offsetMs = scrapeOffsetMs(labels, intervalMs);
  return Math.floor((timeMs - offsetMs) / intervalMs) * intervalMs + offsetMs;
}
