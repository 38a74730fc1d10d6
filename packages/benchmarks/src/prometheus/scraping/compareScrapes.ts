import { setTimeout as sleep } from 'node:timers/promises';
import type { ManualClock } from '@orrery/cluster-simulator';

import { describeDifference } from '../describeDifference';
import { type Answer, parseAnswer } from '../PrometheusAnswer';
import type { ApiAnswer } from '../PrometheusServer';
import { askService } from '../services/askService';
import type { Tally } from '../Tally';
import { expositionPrefix } from './ScrapingPrometheus';
import { scrapeQueries, steadyMetrics } from './scrapeQueries';

const scrapeMs = 15_000;
const rounds = 30;

/**
 * Lets seven and a half minutes pass in the simulator, scrape by scrape, while the real Prometheus federates it, and then asks both the same. The
 * samples have the same times on both sides, so answers must be equal at any time, rates included (within 1e-9, as everywhere).
 * Of `/metrics`, whose samples have the time of the scrape, the series and the values of what does not change are compared.
 */
export async function compareScrapes(
  real: string,
  ours: string,
  clock: ManualClock,
  tally: Tally,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    clock.advance(scrapeMs);
    await waitUntilScraped(real, ours, clock.nowMs());
  }
  const endMs = clock.nowMs();
  for (const query of scrapeQueries) {
    for (const request of requestsOf(query, endMs)) {
      const [expected, actual] = await Promise.all(
        [real, ours].map(url => ask(url, request)),
      );
      tally.add(
        `scraped: ${query} (${request.path})`,
        describeDifference(expected, actual),
      );
    }
  }
  await compareExposition(real, ours, endMs, tally);
}

interface QueryRequest {
  readonly path: 'query' | 'query_range';
  readonly parameters: Readonly<Record<string, string>>;
}

function requestsOf(query: string, endMs: number): readonly QueryRequest[] {
  const end = endMs / 1000;
  return [
    ...[end, end - 37.5, end - 100.123].map(time => ({
      ...{ path: 'query' as const, parameters: { query, time: `${time}` } },
    })),
    ...[15, 7].map(step => ({
      path: 'query_range' as const,
      parameters: {
        query,
        ...{ start: `${end - 120}`, end: `${end}`, step: `${step}` },
      },
    })),
  ];
}

async function ask(
  url: string,
  { path, parameters }: QueryRequest,
): Promise<Answer> {
  const { body } = await askService(url, {
    path: `/api/v1/${path}?${new URLSearchParams(parameters)}`,
  });
  return parseAnswer(body as ApiAnswer);
}

/** Until the newest sample of a series that is never without one is there too; one scrape takes in all series. */
async function waitUntilScraped(
  real: string,
  ours: string,
  nowMs: number,
): Promise<void> {
  const request: QueryRequest = {
    path: 'query',
    parameters: {
      query: 'max(timestamp(kube_node_info))',
      time: `${nowMs / 1000}`,
    },
  };
  const expected = JSON.stringify(await ask(ours, request));
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (JSON.stringify(await ask(real, request)) === expected) return;
    await sleep(100);
  }
  throw new Error(`the real Prometheus did not scrape ${expected}`);
}

async function compareExposition(
  real: string,
  ours: string,
  endMs: number,
  tally: Tally,
): Promise<void> {
  const names =
    '{__name__=~"kube_.+|container_.+|node_.+|kubelet_.+|hubble_.+"}';
  const at = (timeMs: number, query: string): QueryRequest => ({
    path: 'query',
    parameters: { query, time: `${timeMs / 1000}` },
  });
  const nowMs = Date.now();
  const scraped = await ask(
    real,
    at(
      nowMs,
      `count by (__name__) (${names
        .replace('"', `"${expositionPrefix}(`)
        .replace('"}', ')"}')})`,
    ),
  );
  const told = await ask(ours, at(endMs, `count by (__name__) (${names})`));
  tally.add(
    'scraped: the series of /metrics',
    describeDifference(withoutTimes(scraped), withoutTimes(told)),
  );
  for (const name of steadyMetrics) {
    const expected = await ask(real, at(nowMs, `${expositionPrefix}${name}`));
    const actual = await ask(ours, at(endMs, name));
    tally.add(
      `scraped: ${name} of /metrics`,
      describeDifference(withoutTimes(expected), withoutTimes(actual)),
    );
  }
  const { body } = await askService(real, {
    path: '/api/v1/query?query=up{job="exposition"}',
  });
  const [{ value }] = (
    body as {
      readonly data: {
        readonly result: readonly { readonly value: readonly unknown[] }[];
      };
    }
  ).data.result;
  tally.add('scraped: /metrics is up', value[1] === '1' ? undefined : 'down');
}

/** The two sides are asked at different times, and the names of one have a prefix. */
function withoutTimes(answer: Answer): Answer {
  if (answer.kind === 'error') return answer;
  return {
    ...answer,
    series: answer.series.map(({ labels, points }) => ({
      labels: {
        ...labels,
        ...(labels.__name__ === undefined
          ? {}
          : { __name__: labels.__name__.replace(expositionPrefix, '') }),
      },
      points: points.map(([, value]) => [0, value] as const),
    })),
  };
}
