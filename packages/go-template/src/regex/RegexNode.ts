/** What holds between two characters. */
export type RegexAssertion =
  | 'text-start'
  | 'text-end'
  | 'line-start'
  | 'line-end'
  | 'word-boundary'
  | 'no-word-boundary';

/** A pattern in the syntax of RE2, as a tree. */
export type RegexNode =
  /** One character that a JavaScript class of one character takes; those cannot backtrack. */
  | {
      readonly kind: 'character';
      readonly matches: (character: string) => boolean;
    }
  | { readonly kind: 'assertion'; readonly assertion: RegexAssertion }
  | { readonly kind: 'sequence'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'alternatives'; readonly nodes: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly node: RegexNode;
      readonly min: number;
      /** Infinity for no limit. */
      readonly max: number;
      readonly isGreedy: boolean;
    }
  | {
      readonly kind: 'group';
      readonly node: RegexNode;
      readonly index: number;
    };

/** Fails as Go words it: the reason, then the part of the pattern that is wrong. */
export function failRegex(reason: string, part: string): never {
  throw new Error(`error parsing regexp: ${reason}: \`${part}\``);
}
