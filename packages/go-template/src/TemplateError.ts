/**
 * - `parse`: the text is no template.
 * - `execute`: the template failed on this data.
 * - `limit`: the template asked for more steps, depth or output than it was given.
 */
export type TemplateErrorCode = 'parse' | 'execute' | 'limit';

/** Where a template failed. */
export interface TemplateErrorPosition {
  /** Of the text, which for a `define` is not its own name. */
  readonly name: string;
  /** From 1. */
  readonly line: number;
  /** Bytes before the position on its line, as Go counts; undefined while parsing. */
  readonly column?: number;
}

/** Every failure that leaves this package, worded as Go words it; branch on `code`, never on the text. */
export class TemplateError extends Error {
  readonly name = 'TemplateError';
  readonly code: TemplateErrorCode;
  readonly position: TemplateErrorPosition;
  /** The message without where it happened: `nil pointer evaluating interface {}.bar`. */
  readonly reason: string;

  constructor(
    code: TemplateErrorCode,
    message: string,
    reason: string,
    position: TemplateErrorPosition,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.reason = reason;
    this.position = position;
  }
}
