import {
  ClusterRequestError,
  type ClusterRequestReason,
} from '@orrery/delivery-simulator';
import { StatusError, type StatusReason } from '../status/StatusError';

const reasons: Readonly<Partial<Record<StatusReason, ClusterRequestReason>>> = {
  NotFound: 'NotFound',
  AlreadyExists: 'AlreadyExists',
  Conflict: 'Conflict',
  Invalid: 'Invalid',
  Forbidden: 'Forbidden',
  BadRequest: 'BadRequest',
  MethodNotAllowed: 'MethodNotAllowed',
  TooManyRequests: 'TooManyRequests',
  InternalError: 'InternalError',
};

/** The refusal of an in-process request; what is no refusal is a bug, reported and answered as the server does over HTTP. */
export function requestErrorOf(
  error: unknown,
  onUnexpected: (error: unknown) => void,
): ClusterRequestError {
  if (error instanceof ClusterRequestError) return error;
  if (error instanceof StatusError)
    return new ClusterRequestError(
      reasons[error.reason] ?? 'Unknown',
      error.message,
    );
  onUnexpected(error);
  const message = error instanceof Error ? error.message : String(error);
  return new ClusterRequestError(
    'InternalError',
    `Internal error occurred: ${message}`,
  );
}
