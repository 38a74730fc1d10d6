/** Why a question cannot be answered; branch on it, never on the text. */
export type TelemetryErrorCode = 'unknownService' | 'invalidWorld';

/** Every failure that leaves this package. */
export class TelemetryError extends Error {
  /** What kind of failure it is. */
  readonly code: TelemetryErrorCode;

  constructor(code: TelemetryErrorCode, message: string) {
    super(message);
    this.name = 'TelemetryError';
    this.code = code;
  }
}
