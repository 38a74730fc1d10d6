import type { LoggedRequest, LogRecord } from './LogRecord';

/** A record of a request whose details are made up when they are first read, for most lines are only counted. */
export class RequestRecord implements LogRecord {
  readonly timeMs: number;
  readonly luck: number;
  readonly level: LogRecord['level'];
  readonly message: string;
  readonly exception: string | undefined;
  readonly fields: LogRecord['fields'];
  readonly #compose: () => LoggedRequest;
  #request: LoggedRequest | undefined;

  constructor(
    record: Omit<LogRecord, 'request'>,
    compose: () => LoggedRequest,
  ) {
    this.timeMs = record.timeMs;
    this.luck = record.luck;
    this.level = record.level;
    this.message = record.message;
    this.exception = record.exception;
    this.fields = record.fields;
    this.#compose = compose;
  }

  get request(): LoggedRequest {
    this.#request ??= this.#compose();
    return this.#request;
  }
}
