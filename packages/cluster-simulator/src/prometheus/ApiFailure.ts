import { PromqlError } from '@orrery/promql';

import type { PrometheusAnswer, PrometheusErrorType } from './PrometheusApi';

const statusByType: Readonly<Record<PrometheusErrorType, number>> = {
  bad_data: 400,
  execution: 422,
  timeout: 503,
  unavailable: 500,
  internal: 500,
};

const typeByCode = {
  parse: 'bad_data',
  range: 'bad_data',
  execution: 'execution',
  aborted: 'timeout',
} as const;

/** A request that is answered with an error. */
export class ApiFailure extends Error {
  readonly name = 'ApiFailure';
  readonly errorType: PrometheusErrorType;

  constructor(errorType: PrometheusErrorType, message: string) {
    super(message);
    this.errorType = errorType;
  }
}

/** `invalid parameter "step": …` */
export function invalidParameter(name: string, why: string): ApiFailure {
  return new ApiFailure('bad_data', `invalid parameter "${name}": ${why}`);
}

/** The answer to a request that failed; what was not meant to fail is thrown on. */
export function answerFailure(error: unknown): PrometheusAnswer {
  if (error instanceof PromqlError) {
    return answerFailure(new ApiFailure(typeByCode[error.code], error.message));
  }
  if (!(error instanceof ApiFailure)) throw error;
  const { errorType, message } = error;
  return {
    status: statusByType[errorType],
    contentType: 'application/json',
    text: JSON.stringify({ status: 'error', errorType, error: message }),
  };
}
