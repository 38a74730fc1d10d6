/** What was refused; branch on this, never on the text. */
export type ModelErrorCode =
  | 'invalid-object'
  | 'invalid-patch'
  | 'invalid-reference'
  | 'invalid-path'
  | 'invalid-quantity'
  | 'invalid-selector'
  | 'patch-failed';

/** Every failure that leaves this package. The message names the input that was refused and why. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string) {
    super(message);
    this.name = 'ModelError';
    this.code = code;
  }
}
