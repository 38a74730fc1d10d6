/** Whether a code point belongs to a class. */
export type CodePointTest = (codePoint: number) => boolean;

/** What holds between two characters. */
export type RegexAssertion =
  | 'text-start'
  | 'text-end'
  | 'line-start'
  | 'line-end'
  | 'word-boundary'
  | 'no-word-boundary';

/** A parsed regular expression in the syntax of RE2, without what RE2 lacks: look-around and back references. */
export type RegexNode =
  | { readonly kind: 'character'; readonly test: CodePointTest }
  | { readonly kind: 'literal'; readonly codePoint: number }
  | { readonly kind: 'assertion'; readonly assertion: RegexAssertion }
  | { readonly kind: 'sequence'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'alternatives'; readonly nodes: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly node: RegexNode;
      readonly min: number;
      /** Infinity for no limit. */
      readonly max: number;
      readonly greedy: boolean;
    }
  | {
      readonly kind: 'capture';
      readonly node: RegexNode;
      readonly index: number;
      readonly name?: string;
    };
