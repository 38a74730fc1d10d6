/**
 * - `parse`: the query is not PromQL, or its types do not fit (HTTP API: `bad_data`)
 * - `range`: the asked range or step cannot be evaluated (HTTP API: `bad_data`)
 * - `execution`: the query failed on the data it met (HTTP API: `execution`)
 * - `aborted`: `shouldStop` said so (HTTP API: `timeout`)
 */
export type PromqlErrorCode = 'parse' | 'range' | 'execution' | 'aborted';

/** Every failure that leaves this package; branch on `code`, never on the text, which is worded as Prometheus words it. */
export class PromqlError extends Error {
  readonly name = 'PromqlError';
  readonly code: PromqlErrorCode;

  constructor(code: PromqlErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
