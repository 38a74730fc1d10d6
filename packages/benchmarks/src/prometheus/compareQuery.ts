import type { EvaluationOptions } from '@orrery/promql';

import { askFormat, askInstant, askRange } from './askOurs';
import { datasetStartMs } from './createDataset';
import { describeDifference, describeOrder } from './describeDifference';
import { parseAnswer, reasonOf } from './PrometheusAnswer';
import type { PrometheusServer } from './PrometheusServer';

/** One way of asking a query, and how the answers differ where they do. */
export interface Comparison {
  readonly how: string;
  readonly difference: string | undefined;
}

const minuteMs = 60_000;

/** Times on, between and beside samples. */
const instantsMs = [61 * minuteMs, 133 * minuteMs + 7_123, 358 * minuteMs].map(
  elapsedMs => datasetStartMs + elapsedMs,
);

/** Steps shorter, as long as and longer than most windows; the last one runs out of the data at both ends. */
const ranges = [
  { fromMinute: 60, toMinute: 120, stepMs: 23_000 },
  { fromMinute: 90, toMinute: 330, stepMs: 5 * minuteMs },
  { fromMinute: -20, toMinute: 400, stepMs: 7 * minuteMs },
].map(({ fromMinute, toMinute, stepMs }) => ({
  startMs: datasetStartMs + fromMinute * minuteMs,
  endMs: datasetStartMs + toMinute * minuteMs,
  stepMs,
}));

/** Asks both sides the same query in every way: instant, range and formatted. */
export async function compareQuery(
  query: string,
  prometheus: PrometheusServer,
  options: EvaluationOptions,
): Promise<readonly Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const timeMs of instantsMs) {
    const time = `${timeMs / 1000}`;
    const answer = await prometheus.ask('query', { query, time });
    const expected = parseAnswer(answer);
    const actual = askInstant(query, timeMs, options);
    const isOrdered = /^(sort|topk|bottomk)/.test(query);
    comparisons.push({
      how: `at ${time}`,
      difference:
        describeDifference(expected, actual) ??
        (isOrdered ? describeOrder(expected, actual) : undefined),
    });
  }
  for (const range of ranges) {
    const { startMs, endMs, stepMs } = range;
    const answer = await prometheus.ask('query_range', {
      query,
      start: `${startMs / 1000}`,
      end: `${endMs / 1000}`,
      step: `${stepMs / 1000}`,
    });
    const actual = askRange(query, range, options);
    comparisons.push({
      how: `step ${stepMs / 1000} s`,
      difference: describeDifference(parseAnswer(answer), actual),
    });
  }
  const answer = await prometheus.ask('format_query', { query });
  const expected =
    answer.status === 'success' ? String(answer.data) : reasonOf(answer);
  const actual = askFormat(query);
  const difference =
    expected === actual ? undefined : `${expected} ≠ ${actual}`;
  return [...comparisons, { how: 'format_query', difference }];
}
