import type { TokenStream } from './TokenStream';

/** `5`, `+5`, `-5`; undefined, with nothing read, where no number stands. */
export function parseSignedNumber(tokens: TokenStream): number | undefined {
  if (tokens.at('NUMBER')) return Number(tokens.next().text);
  if (tokens.at('+', '-') && tokens.peek(1).kind === 'NUMBER') {
    const sign = tokens.next().kind === '-' ? -1 : 1;
    return sign * Number(tokens.next().text);
  }
  return undefined;
}
