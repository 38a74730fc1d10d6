import type { TokenStream } from './TokenStream';

/** Reads `(a, b)` after by, without, on, ignoring, group_left or group_right; keywords are labels here. */
export function parseGrouping(tokens: TokenStream): string[] {
  if (!tokens.accept('(')) tokens.unexpected('grouping opts', '"("');
  const labels: string[] = [];
  while (!tokens.at(')')) {
    const { kind, text } = tokens.peek();
    const isWord =
      kind === 'identifier' ||
      kind === 'keyword' ||
      kind === 'aggregator' ||
      kind === 'operator' ||
      kind === 'preprocessor';
    if (!isWord || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) {
      tokens.unexpected('grouping opts', 'label');
    }
    tokens.next();
    labels.push(text);
    if (!tokens.at(')') && !tokens.accept(',')) {
      tokens.unexpected('grouping opts', '"," or ")"');
    }
  }
  tokens.next();
  return labels;
}
