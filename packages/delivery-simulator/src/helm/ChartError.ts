/**
 * - `malformed`: an archive or file that is no chart.
 * - `too-large`: beyond the limits for charts.
 * - `not-found`: no such chart or version.
 * - `unreachable`: no such repository, or not with these credentials.
 * - `invalid-values`: values that the chart refuses.
 * - `render`: a template failed.
 */
export type ChartErrorCode =
  | 'malformed'
  | 'too-large'
  | 'not-found'
  | 'unreachable'
  | 'invalid-values'
  | 'render';

/** Every failure of charts and releases, worded as Helm words it; branch on `code`, never on the text. */
export class ChartError extends Error {
  readonly code: ChartErrorCode;

  constructor(code: ChartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ChartError';
    this.code = code;
  }
}
