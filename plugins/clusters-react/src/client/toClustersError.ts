import { isClustersErrorCode } from '@orrery/backstage-plugin-clusters-common';
import { ClustersError } from './ClustersError';

/** An error as the live protocol words it. A code from a newer server counts as `INTERNAL_ERROR`. */
export function toClustersError(error: {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, string>>;
}): ClustersError {
  const code = isClustersErrorCode(error.code) ? error.code : 'INTERNAL_ERROR';
  return new ClustersError(code, error.message, error.details);
}
