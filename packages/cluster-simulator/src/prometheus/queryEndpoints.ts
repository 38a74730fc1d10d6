import {
  evaluateInstantPausing,
  evaluateRangePausing,
  type EvaluationOptions,
  type Expr,
  formatQuery,
  type Pausable,
  parseQuery,
  PromqlError,
} from '@orrery/promql';

import { ApiFailure, invalidParameter } from './ApiFailure';
import { durationMs, optionalTimeMs, requiredTimeMs } from './parseParameters';
import type { PrometheusApiOptions } from './PrometheusApi';
import { toResultJson } from './toResultJson';

/** `GET|POST /api/v1/query` */
export function* answerQuery(
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
): Pausable<string> {
  const timeMs = optionalTimeMs(parameters, 'time', options.nowMs());
  const evaluation = evaluationOf(options, parameters);
  const expr = queryOf(parameters);
  const result = yield* evaluateInstantPausing(expr, timeMs, evaluation);
  return yield* toResultJson(result, timeMs);
}

/** `GET|POST /api/v1/query_range` */
export function* answerQueryRange(
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
): Pausable<string> {
  const startMs = requiredTimeMs(parameters, 'start');
  const endMs = requiredTimeMs(parameters, 'end');
  if (endMs < startMs) {
    throw invalidParameter(
      'end',
      'end timestamp must not be before start time',
    );
  }
  const stepMs = durationMs(parameters, 'step');
  if (stepMs <= 0) {
    throw invalidParameter(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  const range = { startMs, endMs, stepMs };
  const evaluation = evaluationOf(options, parameters);
  const expr = queryOf(parameters);
  const result = yield* evaluateRangePausing(expr, range, evaluation);
  return yield* toResultJson(result, endMs);
}

/** `GET|POST /api/v1/format_query` */
export function answerFormatQuery(
  _: PrometheusApiOptions,
  parameters: URLSearchParams,
): string {
  return JSON.stringify(formatQuery(queryOf(parameters)));
}

/** `GET|POST /api/v1/query_exemplars`: requests of the simulation have none. */
export function answerQueryExemplars(
  { nowMs }: PrometheusApiOptions,
  parameters: URLSearchParams,
): string {
  const startMs = optionalTimeMs(parameters, 'start', 0);
  const endMs = optionalTimeMs(parameters, 'end', nowMs());
  if (endMs < startMs) {
    throw new ApiFailure(
      'bad_data',
      'end timestamp must not be before start timestamp',
    );
  }
  parseQuery(parameters.get('query') ?? '');
  return '[]';
}

function queryOf(parameters: URLSearchParams): Expr {
  try {
    return parseQuery(parameters.get('query') ?? '');
  } catch (error) {
    if (error instanceof PromqlError) {
      throw invalidParameter('query', error.message);
    }
    throw error;
  }
}

function evaluationOf(
  { source, elapsedMs, queryTimeoutMs = 120_000 }: PrometheusApiOptions,
  parameters: URLSearchParams,
): EvaluationOptions {
  const isDefault = (parameters.get('timeout') ?? '') === '';
  const timeoutMs = isDefault
    ? queryTimeoutMs
    : Math.min(queryTimeoutMs, durationMs(parameters, 'timeout'));
  const deadlineMs = elapsedMs() + timeoutMs;
  return { source, shouldStop: () => elapsedMs() > deadlineMs };
}
