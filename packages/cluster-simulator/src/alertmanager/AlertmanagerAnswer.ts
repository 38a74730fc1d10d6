/** A request of the HTTP API. */
export interface AlertmanagerRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly contentType: string;
  readonly body: string;
}

/** An answer; a body is JSON unless it is said to be a text. */
export interface AlertmanagerAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  /** Of a 405: the methods there are. */
  readonly allow?: readonly string[];
}

/** A request that the generated half of Alertmanager's API refuses, before Alertmanager sees it. */
export class RequestError extends Error {
  readonly name = 'RequestError';
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static required(field: string): RequestError {
    return new RequestError(422, 602, `${field} in body is required`);
  }

  static unparsable(what: string, why: string): RequestError {
    return new RequestError(
      400,
      400,
      `parsing ${what} body from "" failed, because ${why}`,
    );
  }
}
