import { createPrometheusApi } from '@orrery/cluster-simulator';
import { compareLabels, createArraySource } from '@orrery/promql';

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
  const backfilled = createDataset();
  const written = createEndingSeries();
  const prometheus = await startPrometheus(toOpenMetrics(backfilled));
  try {
    await prometheus.write(encodeRemoteWrite(written));
    const dataset = [...backfilled, ...written].sort((a, b) =>
      compareLabels(a.labels, b.labels),
    );
    return await compareAll(prometheus, dataset);
  } finally {
    await prometheus.stop();
  }
}

/** @returns how many queries failed */
async function compareAll(
  prometheus: PrometheusServer,
  dataset: readonly DataSeries[],
): Promise<number> {
  const options = { source: createArraySource(dataset) };
  const samples = dataset.reduce((sum, { values }) => sum + values.length, 0);
  console.log(
    `Prometheus ${prometheus.version}, ${dataset.length} series, ${samples} samples, ${queries.length} queries, ${apiRequests.length} other requests`,
  );
  const total = { passed: 0, failed: 0, answers: 0 };
  for (const { query, times } of queries) {
    const comparisons = await compareQuery(query, prometheus, options, times);
    const differing = comparisons.filter(
      ({ difference }) => difference !== undefined,
    );
    const known = knownDifferences.get(query);
    total.answers += comparisons.length;
    if (differing.length > 0 !== (known !== undefined)) total.failed += 1;
    else if (known === undefined) total.passed += 1;
    if (differing.length > 0 || known !== undefined) {
      console.log(describe(query, differing, known));
    }
  }
  const api = createPrometheusApi({
    ...options,
    metadata: () => [],
    nowMs: () => Date.now(),
    elapsedMs: () => performance.now(),
  });
  for (const request of apiRequests) {
    const difference = await compareRequest(request, prometheus, api);
    total.answers += 1;
    if (difference === undefined) total.passed += 1;
    else {
      total.failed += 1;
      console.log(`/api/v1/${request}\n  ${difference}`);
    }
  }
  console.log(`${total.answers} answers compared`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed;
}

function describe(
  query: string,
  differing: readonly Comparison[],
  known: string | undefined,
): string {
  const heading =
    known === undefined ? query : `${query}\n  known difference: ${known}`;
  const lines = differing.map(
    ({ how, difference }) => `  ${how}: ${difference}`,
  );
  return [heading, ...lines].join('\n');
}

main().then(
  failed => process.exit(failed === 0 ? 0 : 1),
  error => {
    console.error(error);
    process.exit(1);
  },
);
