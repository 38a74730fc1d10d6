const codeOfReason = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
  Timeout: 504,
} as const;

/** One line of `details.causes`: which field, and what about it. */
export interface StatusCause {
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}

/** `details` of a Status: `kind` is the plural resource for 403, 404 and 409 and the Kind for 422. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/** The body of every failed (and some successful) answers of an API server. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: {
    readonly continue?: string;
    readonly resourceVersion?: string;
  };
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: StatusReason;
  readonly details?: StatusDetails;
  readonly code?: number;
}

export type StatusReason = keyof typeof codeOfReason;

export interface StatusErrorOptions {
  readonly details?: StatusDetails;
  /** Goes to `metadata.continue`: the token to go on with after an expired one. */
  readonly continueToken?: string;
}

/** Every failure that leaves the simulator's API; branch on `reason`, never on the text. */
export class StatusError extends Error {
  readonly reason: StatusReason;
  readonly code: number;
  readonly details?: StatusDetails;
  readonly #continueToken?: string;

  constructor(
    reason: StatusReason,
    message: string,
    options: StatusErrorOptions = {},
  ) {
    super(message);
    this.name = 'StatusError';
    this.reason = reason;
    this.code = codeOfReason[reason];
    this.details = options.details;
    this.#continueToken = options.continueToken;
  }

  toStatus(): Status {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.#continueToken ? { continue: this.#continueToken } : {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(this.details ? { details: this.details } : {}),
      code: this.code,
    };
  }
}
