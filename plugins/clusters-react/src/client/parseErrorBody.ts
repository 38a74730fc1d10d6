import { isClustersErrorCode } from '@orrery/backstage-plugin-clusters-common';
import { ClustersError } from './ClustersError';
import type { ClustersErrorCode } from './ClustersError';

const CODE_OF_STATUS: Readonly<Record<number, ClustersErrorCode>> = {
  400: 'VALIDATION_ERROR',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'RESOURCE_NOT_FOUND',
  409: 'CONFLICT',
  429: 'RATE_LIMITED',
  502: 'UNREACHABLE',
  503: 'UNREACHABLE',
  504: 'UNREACHABLE',
};

/** The error of an HTTP answer: our code where the body carries one (a proxy's body does not), else one that fits the status. */
export function parseErrorBody(
  status: number,
  body: unknown,
  request: string,
): ClustersError {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const code = isClustersErrorCode(error.code)
    ? error.code
    : CODE_OF_STATUS[status] ?? 'INTERNAL_ERROR';
  const message =
    typeof error.message === 'string'
      ? error.message
      : `${request} answered ${status}`;
  return new ClustersError(code, message, parseDetails(error.details));
}

function parseDetails(details: unknown): Record<string, string> {
  if (!isRecord(details)) return {};
  return Object.fromEntries(
    Object.entries(details).map(([field, text]) => [field, String(text)]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
