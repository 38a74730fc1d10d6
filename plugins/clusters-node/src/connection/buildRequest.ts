import { ClusterError } from '../ClusterError';
import type { ObjectRequest } from './objectRequests';

/** A name that cannot be part of a path is the caller's mistake, told like the API server's own `invalid`. */
export function buildRequest(
  clusterName: string,
  build: () => ObjectRequest,
): ObjectRequest {
  try {
    return build();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new ClusterError(`cluster ${clusterName}: ${words}`, {
      code: 'invalid',
      clusterName,
      cause: error,
    });
  }
}
