import {
  evaluateInstant,
  evaluateRange,
  type EvaluationOptions,
  formatQuery,
  formatSampleValue,
  parseQuery,
  PromqlError,
  type QueryRange,
  type ResultSeries,
} from '@orrery/promql';

import type { Answer, AnswerSeries } from './PrometheusAnswer';

/** The answer of our evaluator to an instant query. */
export function askInstant(
  query: string,
  timeMs: number,
  options: EvaluationOptions,
): Answer {
  return answerOf(() => {
    const result = evaluateInstant(parseQuery(query), timeMs, options);
    const seconds = timeMs / 1000;
    switch (result.kind) {
      case 'string':
        return {
          kind: 'string',
          series: [{ labels: {}, points: [[seconds, result.value]] }],
        };
      case 'scalar': {
        const value = formatSampleValue(result.value);
        return {
          kind: 'scalar',
          series: [{ labels: {}, points: [[seconds, value]] }],
        };
      }
      case 'vector':
        return {
          kind: 'vector',
          series: result.elements.map(({ labels, value }) => ({
            labels,
            points: [[seconds, formatSampleValue(value)]],
          })),
        };
      default:
        return { kind: 'matrix', series: result.series.map(toAnswerSeries) };
    }
  });
}

/** The answer of our evaluator to a range query. */
export function askRange(
  query: string,
  range: QueryRange,
  options: EvaluationOptions,
): Answer {
  return answerOf(() => {
    const result = evaluateRange(parseQuery(query), range, options);
    return { kind: 'matrix', series: result.series.map(toAnswerSeries) };
  });
}

/** How our printer formats a query, or why it is none. */
export function askFormat(query: string): string {
  try {
    return formatQuery(parseQuery(query));
  } catch (error) {
    if (error instanceof PromqlError) return error.message;
    throw error;
  }
}

function toAnswerSeries({
  labels,
  timestampsMs,
  values,
}: ResultSeries): AnswerSeries {
  return {
    labels,
    points: [...timestampsMs].map((timeMs, index) => [
      timeMs / 1000,
      formatSampleValue(values[index]),
    ]),
  };
}

function answerOf(ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    return { kind: 'error', error: error.message };
  }
}
