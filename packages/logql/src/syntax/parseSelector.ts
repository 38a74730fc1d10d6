import type { LabelMatcher } from '@orrery/promql';

import type { TokenStream } from './TokenStream';

/** `{app="web", pod=~"web-.*"}`. */
export function parseSelector(tokens: TokenStream): readonly LabelMatcher[] {
  tokens.expect('{');
  const matchers: LabelMatcher[] = [];
  if (tokens.accept('}')) return matchers;
  for (;;) {
    if (!tokens.at('IDENTIFIER')) {
      if (matchers.length === 0) tokens.unexpected('IDENTIFIER', '}');
      tokens.unexpected('IDENTIFIER');
    }
    matchers.push(parseMatcher(tokens));
    if (tokens.accept('}')) return matchers;
    if (!tokens.accept(',')) tokens.unexpected('}', ',');
  }
}

/** `app="web"`. */
export function parseMatcher(tokens: TokenStream): LabelMatcher {
  const name = tokens.expect('IDENTIFIER').text;
  const { kind } = tokens.peek();
  if (kind !== '=' && kind !== '!=' && kind !== '=~' && kind !== '!~') {
    return tokens.unexpected('=', '=~', '!~', '!=');
  }
  tokens.next();
  return { name, operator: kind, value: tokens.expect('STRING').text };
}
