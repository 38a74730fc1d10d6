import type { EvaluationOptions, QueryRange } from '@orrery/promql';

import { askFormat, askInstant, askRange } from './askOurs';
import { datasetStartMs } from './createDataset';
import { endingStartMs } from './createEndingSeries';
import { describeDifference, describeOrder } from './describeDifference';
import { parseAnswer, reasonOf } from './PrometheusAnswer';
import type { PrometheusServer } from './PrometheusServer';

/** One way of asking a query, and how the answers differ where they do. */
export interface Comparison {
  readonly how: string;
  readonly difference: string | undefined;
}

const minuteMs = 60_000;

/** When a query is asked. */
export interface QueryTimes {
  readonly instantsMs: readonly number[];
  readonly ranges: readonly QueryRange[];
}

/** On, between and beside samples, with steps shorter, as long as and longer than most windows; the last runs out of the data. */
export const datasetTimes: QueryTimes = {
  instantsMs: [61 * minuteMs, 133 * minuteMs + 7_123, 358 * minuteMs].map(
    elapsedMs => datasetStartMs + elapsedMs,
  ),
  ranges: [
    rangeFrom(datasetStartMs, 60, 120, 23_000),
    rangeFrom(datasetStartMs, 90, 330, 5 * minuteMs),
    rangeFrom(datasetStartMs, -20, 400, 7 * minuteMs),
  ],
};

/** Around the stale markers. */
export const endingTimes: QueryTimes = {
  instantsMs: [20 * minuteMs, 21.4 * minuteMs, 34 * minuteMs].map(
    elapsedMs => endingStartMs + elapsedMs,
  ),
  ranges: [
    rangeFrom(endingStartMs, -5, 70, 17_000),
    rangeFrom(endingStartMs, 15, 40, 30_000),
    rangeFrom(endingStartMs, 0, 60, 4 * minuteMs),
  ],
};

function rangeFrom(
  originMs: number,
  fromMinute: number,
  toMinute: number,
  stepMs: number,
): QueryRange {
  return {
    startMs: originMs + fromMinute * minuteMs,
    endMs: originMs + toMinute * minuteMs,
    stepMs,
  };
}

/** Asks both sides the same query in every way: instant, range and formatted. */
export async function compareQuery(
  query: string,
  prometheus: PrometheusServer,
  options: EvaluationOptions,
  { instantsMs, ranges }: QueryTimes,
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
