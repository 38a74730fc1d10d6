import type { ClustersErrorCode as BackendErrorCode } from '@orrery/backstage-plugin-clusters-common';

/** The backend's codes, and `UNREACHABLE` when no answer came at all. */
export type ClustersErrorCode = BackendErrorCode | 'UNREACHABLE';

/** Every failure that leaves this package; branch on `code`, never on the text. */
export class ClustersError extends Error {
  readonly name = 'ClustersError';

  constructor(
    readonly code: ClustersErrorCode,
    message: string,
    /** What is wrong, by field. */
    readonly details: Readonly<Record<string, string>> = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}
