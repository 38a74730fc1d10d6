import { isError } from '@backstage/errors';
import type { ClustersErrorCode } from '@orrery/backstage-plugin-clusters-common';
import {
  ClusterError,
  type ClusterErrorCode,
} from '@orrery/backstage-plugin-clusters-node';
import { ModelError } from '@orrery/kubernetes-model';
import { ClustersError } from './ClustersError';

/** How a failure is told to the client. */
export interface ErrorAnswer {
  readonly status: number;
  /** Name of the matching `@backstage/errors` class. */
  readonly name: string;
  readonly code: ClustersErrorCode;
  readonly message: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly retryAfterMs?: number;
  /** True where the client gets a general sentence and the log must keep the cause. */
  readonly unexpected: boolean;
}

const answers: Record<ClustersErrorCode, { status: number; name: string }> = {
  VALIDATION_ERROR: { status: 400, name: 'InputError' },
  UNAUTHORIZED: { status: 401, name: 'AuthenticationError' },
  FORBIDDEN: { status: 403, name: 'NotAllowedError' },
  RESOURCE_NOT_FOUND: { status: 404, name: 'NotFoundError' },
  CONFLICT: { status: 409, name: 'ConflictError' },
  RATE_LIMITED: { status: 429, name: 'TooManyRequestsError' },
  K8S_API_ERROR: { status: 502, name: 'ServiceUnavailableError' },
  INTERNAL_ERROR: { status: 500, name: 'Error' },
};

/**
 * Codes of a cluster's answer. Its 401 is not the viewer's: the portal's own sign-in to the cluster failed. Its 422 is the
 * viewer's: the object sent was invalid.
 */
const clusterCodes: Record<ClusterErrorCode, ClustersErrorCode> = {
  unreachable: 'K8S_API_ERROR',
  unauthorized: 'K8S_API_ERROR',
  forbidden: 'FORBIDDEN',
  notFound: 'RESOURCE_NOT_FOUND',
  conflict: 'CONFLICT',
  invalid: 'VALIDATION_ERROR',
  throttled: 'RATE_LIMITED',
  expired: 'K8S_API_ERROR',
  malformed: 'K8S_API_ERROR',
  timeout: 'K8S_API_ERROR',
  unsupported: 'K8S_API_ERROR',
};

const backstageCodes: Readonly<Record<string, ClustersErrorCode>> = {
  InputError: 'VALIDATION_ERROR',
  AuthenticationError: 'UNAUTHORIZED',
  NotAllowedError: 'FORBIDDEN',
  NotFoundError: 'RESOURCE_NOT_FOUND',
  ConflictError: 'CONFLICT',
};

/** Classifies whatever was thrown. What is not one of the known classes is never quoted to the client. */
export function toErrorAnswer(thrown: unknown): ErrorAnswer {
  if (thrown instanceof ClustersError) {
    return answerOf(thrown.code, thrown.message, thrown);
  }
  if (thrown instanceof ClusterError) {
    return answerOf(clusterCodes[thrown.code], thrown.message, thrown);
  }
  if (thrown instanceof ModelError) {
    return answerOf('VALIDATION_ERROR', thrown.message, {});
  }
  const code = isError(thrown) ? backstageCodes[thrown.name] : undefined;
  if (isError(thrown) && code !== undefined) {
    return answerOf(code, thrown.message, {});
  }
  return {
    ...answerOf('INTERNAL_ERROR', 'The portal failed to answer', {}),
    unexpected: true,
  };
}

function answerOf(
  code: ClustersErrorCode,
  message: string,
  extra: {
    readonly details?: Readonly<Record<string, string>>;
    readonly retryAfterMs?: number;
  },
): ErrorAnswer {
  return {
    ...answers[code],
    code,
    message,
    ...(extra.details && { details: extra.details }),
    ...(extra.retryAfterMs !== undefined && {
      retryAfterMs: extra.retryAfterMs,
    }),
    unexpected: false,
  };
}
