/** `job="node"`: an absent label has the value `""`. Regular expressions are RE2 and match whole values. */
export interface LabelMatcher {
  readonly name: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}
