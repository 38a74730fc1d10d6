import {
  createManualClock,
  createPrometheusApi,
  startSimulator,
} from '@orrery/cluster-simulator';
import { compareLabels, createArraySource } from '@orrery/promql';

import { compareAlertmanagers } from './alertmanager/compareAlertmanagers';
import { apiRequests } from './apiRequests';
import {
  type Comparison,
  compareQuery,
  datasetTimes,
  endingTimes,
} from './compareQuery';
import { compareRequest } from './compareRequest';
import { createDataset, type DataSeries } from './createDataset';
import { createEndingSeries } from './createEndingSeries';
import { encodeRemoteWrite } from './encodeRemoteWrite';
import { type PrometheusServer, startPrometheus } from './PrometheusServer';
import { aggregationQueries } from './queries/aggregationQueries';
import { errorQueries } from './queries/errorQueries';
import { functionQueries } from './queries/functionQueries';
import { operatorQueries } from './queries/operatorQueries';
import { rangeQueries } from './queries/rangeQueries';
import { selectorQueries } from './queries/selectorQueries';
import { stalenessQueries } from './queries/stalenessQueries';
import { compareRules } from './rules/compareRules';
import { compareRuleAnswers } from './scraping/compareRuleAnswers';
import { compareScrapes } from './scraping/compareScrapes';
import { startScrapingPrometheus } from './scraping/ScrapingPrometheus';
import { Tally } from './Tally';
import { toOpenMetrics } from './toOpenMetrics';

/** Each query with the times at which it is asked. */
const queries = [
  ...selectorQueries,
  ...rangeQueries,
  ...aggregationQueries,
  ...operatorQueries,
  ...functionQueries,
  ...errorQueries,
]
  .map(query => ({ query, times: datasetTimes }))
  .concat(stalenessQueries.map(query => ({ query, times: endingTimes })));

/** Where Prometheus 2.42 itself is wrong: shown, and a failure once it no longer differs. */
const knownDifferences: ReadonlyMap<string, string> = new Map([
  [
    'predict_linear(memory_bytes[30m] @ end(), 60)',
    'the window that @ fixes moves on with the steps, past what Prometheus has loaded for it',
  ],
  [
    'timestamp(gappy @ end() offset 1m)',
    'timestamp() of a selector with @ forgets its offset',
  ],
  [
    'topk(scalar(up{instance="a:80"}), special @ start())',
    'as the vector is the same at every step, so is taken to be its parameter',
  ],
]);

async function main(): Promise<number> {
  const { ensureProgram } = await import('@orrery/launcher');
  ensureProgram({ program: 'prometheus', debianPackage: 'prometheus' });
  ensureProgram({
    program: 'prometheus-alertmanager',
    debianPackage: 'prometheus-alertmanager',
  });
  const tally = new Tally();
  // Most of a scrape is waiting for the next one; what follows would hold up the queries.
  const queriesDone = compareQueries(tally);
  await Promise.all([queriesDone, compareSimulator(tally, queriesDone)]);
  await compareAlertmanagers(tally);
  console.log(`${tally.known} known differences`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed;
}

/** Asks a real Prometheus that holds made-up series, and our evaluator over the same. */
async function compareQueries(tally: Tally): Promise<void> {
  const backfilled = createDataset();
  const written = createEndingSeries();
  const prometheus = await startPrometheus(toOpenMetrics(backfilled));
  try {
    await prometheus.write(encodeRemoteWrite(written));
    const dataset = [...backfilled, ...written].sort((a, b) =>
      compareLabels(a.labels, b.labels),
    );
    await compareAll(prometheus, dataset, tally);
  } finally {
    await prometheus.stop();
  }
}

/** Lets a real Prometheus scrape a simulated cluster, and then evaluate its rules. */
async function compareSimulator(
  tally: Tally,
  queriesDone: Promise<void>,
): Promise<void> {
  const clock = createManualClock(Date.now() - 15 * 60_000);
  const simulator = await startSimulator({
    ...{ clusters: ['edge'], quiet: true, clock },
  });
  try {
    const [{ prometheusUrl, incidents }] = simulator.clusters;
    incidents.start({
      kind: 'slow-database',
      target: { kind: 'Service', namespace: 'data', name: 'redis' },
      intensity: 0.9,
      ...{ startsInMs: -40 * 60_000, lastsMs: 25 * 60_000 },
    });
    // What the incident did to the pods is reported by their kubelets, and changes the last moments, until it has settled.
    clock.advance(5 * 60_000);
    const real = await startScrapingPrometheus(prometheusUrl);
    try {
      await compareScrapes(real.url, prometheusUrl, clock, tally);
      await compareRuleAnswers(real.url, tally);
    } finally {
      await real.stop();
    }
    await queriesDone;
    await compareRules(prometheusUrl, clock.nowMs(), tally);
  } finally {
    await simulator.stop();
  }
}

async function compareAll(
  prometheus: PrometheusServer,
  dataset: readonly DataSeries[],
  tally: Tally,
): Promise<void> {
  const options = { source: createArraySource(dataset) };
  const samples = dataset.reduce((sum, { values }) => sum + values.length, 0);
  console.log(
    `Prometheus ${prometheus.version}, ${dataset.length} series, ${samples} samples, ${queries.length} queries, ${apiRequests.length} other requests`,
  );
  let answers = apiRequests.length;
  for (const { query, times } of queries) {
    const comparisons = await compareQuery(query, prometheus, options, times);
    answers += comparisons.length;
    tally.add(query, describe(comparisons), knownDifferences.get(query));
  }
  const api = createPrometheusApi({
    ...options,
    metadata: () => [],
    nowMs: () => Date.now(),
    elapsedMs: () => performance.now(),
  });
  for (const request of apiRequests) {
    tally.add(
      `/api/v1/${request}`,
      await compareRequest(request, prometheus, api),
    );
  }
  console.log(`${answers} answers to queries compared`);
}

function describe(comparisons: readonly Comparison[]): string | undefined {
  const lines = comparisons
    .filter(({ difference }) => difference !== undefined)
    .map(({ how, difference }) => `${how}: ${difference}`);
  return lines.length === 0 ? undefined : lines.join('\n  ');
}

main().then(
  failed => process.exit(failed === 0 ? 0 : 1),
  error => {
    console.error(error);
    process.exit(1);
  },
);
