/** The reason of the `Status` with which an API server refuses a request. */
export type ClusterRequestReason =
  | 'NotFound'
  | 'AlreadyExists'
  | 'Conflict'
  | 'Invalid'
  | 'Forbidden'
  | 'BadRequest'
  | 'MethodNotAllowed'
  | 'TooManyRequests'
  | 'InternalError'
  | 'Unknown';

/** A request that the cluster refused; branch on `reason`, never on the text. */
export class ClusterRequestError extends Error {
  constructor(readonly reason: ClusterRequestReason, message: string) {
    super(message);
    this.name = 'ClusterRequestError';
  }
}
