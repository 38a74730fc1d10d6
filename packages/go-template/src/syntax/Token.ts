/** What a token of a template is; `error` holds the reason in its text and ends the tokens. */
export type TokenKind =
  | 'text'
  | 'left'
  | 'right'
  | 'space'
  | 'declare'
  | 'assign'
  | 'pipe'
  | '('
  | ')'
  | 'character'
  | 'string'
  | 'rune'
  | 'number'
  | 'boolean'
  | 'dot'
  | 'field'
  | 'variable'
  | 'identifier'
  | 'keyword'
  | 'end'
  | 'error';

/** A piece of a template. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offset into the template. */
  readonly position: number;
  /** From 1. */
  readonly line: number;
}
