/**
 * - `rules`: rule groups that Prometheus would not load
 * - `config`: a configuration that Alertmanager would not load
 * - `invalid`: an alert, silence or matcher that is none (HTTP API: 400)
 * - `not-found`: a silence that is not there (HTTP API: 404)
 * - `gone`: a silence that has already expired
 * - `limit`: more than this Alertmanager keeps
 */
export type AlertingErrorCode =
  | 'rules'
  | 'config'
  | 'invalid'
  | 'not-found'
  | 'gone'
  | 'limit';

/** Every failure that leaves this package, worded as Prometheus and Alertmanager word it; branch on `code`. */
export class AlertingError extends Error {
  readonly name = 'AlertingError';
  readonly code: AlertingErrorCode;

  constructor(code: AlertingErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
