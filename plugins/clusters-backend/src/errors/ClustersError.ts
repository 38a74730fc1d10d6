import type { ClustersErrorCode } from '@orrery/backstage-plugin-clusters-common';

export interface ClustersErrorOptions {
  readonly code: ClustersErrorCode;
  /** What is wrong, by field. */
  readonly details?: Readonly<Record<string, string>>;
  /** In ms: when asking again makes sense. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** A refusal with a sentence for the person who asked; becomes the body of REST answers and of live `error` events. */
export class ClustersError extends Error {
  readonly name = 'ClustersError';
  readonly code: ClustersErrorCode;
  readonly details?: Readonly<Record<string, string>>;
  readonly retryAfterMs?: number;

  constructor(message: string, options: ClustersErrorOptions) {
    super(
      message,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = options.code;
    this.details = options.details;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Refuses input, by field. */
export function validationError(
  details: Readonly<Record<string, string>>,
): ClustersError {
  const sentences = Object.entries(details).map(
    ([field, sentence]) => `${field} ${sentence}`,
  );
  return new ClustersError(sentences.join('; '), {
    code: 'VALIDATION_ERROR',
    details,
  });
}
