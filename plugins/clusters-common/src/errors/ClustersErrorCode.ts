/** Every code that `/api/clusters` answers with, over REST (`error.code`) and over the live stream. */
export const clustersErrorCodes = [
  'VALIDATION_ERROR',
  'K8S_API_ERROR',
  'RESOURCE_NOT_FOUND',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'CONFLICT',
  'RATE_LIMITED',
  'INTERNAL_ERROR',
] as const;

export type ClustersErrorCode = (typeof clustersErrorCodes)[number];

/** Body of every answer of `/api/clusters` that is not a success. */
export interface ClustersErrorBody {
  readonly error: {
    /** Name of the Backstage error class: `InputError`, `NotAllowedError`, … */
    readonly name: string;
    readonly message: string;
    readonly code: ClustersErrorCode;
    /** What is wrong, by field. */
    readonly details?: Readonly<Record<string, string>>;
  };
  readonly request: { readonly method: string; readonly url: string };
  readonly response: { readonly statusCode: number };
}

export function isClustersErrorCode(code: unknown): code is ClustersErrorCode {
  return clustersErrorCodes.some(known => known === code);
}
