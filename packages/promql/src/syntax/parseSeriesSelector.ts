import type { LabelMatcher } from '../series/LabelMatcher';
import { parseSelector } from './parseSelector';
import { TokenStream } from './TokenStream';

/**
 * Parses what the HTTP API takes as `match[]`: one selector and nothing more, which may match everything. Throws a PromqlError
 * with code `parse`, as `parseQuery` does.
 */
export function parseSeriesSelector(text: string): readonly LabelMatcher[] {
  const tokens = new TokenStream(text);
  const { kind, word } = tokens.peek();
  const isName =
    ['identifier', 'metricIdentifier', 'aggregator', 'preprocessor'].includes(
      kind,
    ) || ['and', 'or', 'unless', 'by', 'without', 'offset'].includes(word);
  if (!isName && !tokens.at('{')) tokens.unexpected();
  const { matchers } = parseSelector(tokens);
  if (tokens.peek().kind !== 'end') tokens.unexpected();
  return matchers;
}
