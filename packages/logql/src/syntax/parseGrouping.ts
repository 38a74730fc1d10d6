import type { Grouping } from './Expr';
import type { TokenStream } from './TokenStream';

/** `by (a, b)` or `without ()`. */
export function parseGrouping(tokens: TokenStream): Grouping {
  const without = tokens.next().kind === 'without';
  return { without, labels: parseLabelNames(tokens) };
}

/** `(a, b)`, or `()`. */
export function parseLabelNames(tokens: TokenStream): readonly string[] {
  tokens.expect('(');
  const labels: string[] = [];
  if (tokens.accept(')')) return labels;
  do {
    if (!tokens.at('IDENTIFIER') && labels.length === 0) {
      tokens.unexpected('IDENTIFIER', ')');
    }
    labels.push(tokens.expect('IDENTIFIER').text);
  } while (tokens.accept(','));
  if (!tokens.at(')')) tokens.unexpected(',', ')');
  tokens.next();
  return labels;
}
