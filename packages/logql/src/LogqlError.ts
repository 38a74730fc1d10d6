/**
 * - `parse`: the query is not LogQL, or does not fit together (HTTP API: 400)
 * - `limit`: the query asks for more than may be answered (HTTP API: 400)
 * - `execution`: the query failed on the lines it met (HTTP API: 400)
 */
export type LogqlErrorCode = 'parse' | 'limit' | 'execution';

/** Every failure that leaves this package; branch on `code`, never on the text, which is worded as Loki words it. */
export class LogqlError extends Error {
  readonly name = 'LogqlError';
  readonly code: LogqlErrorCode;

  constructor(code: LogqlErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A parse error; Loki names a place only for what its lexer or grammar stumbles over. */
export function parseError(
  why: string,
  place?: { readonly line: number; readonly column: number },
): LogqlError {
  return new LogqlError(
    'parse',
    place === undefined || (place.line === 0 && place.column === 0)
      ? `parse error : ${why}`
      : `parse error at line ${place.line}, col ${place.column}: ${why}`,
  );
}
