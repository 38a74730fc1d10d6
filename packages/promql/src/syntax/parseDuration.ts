import { parseDurationMs } from './duration';
import { goQuote } from './goQuote';
import type { TokenStream } from './TokenStream';

/** Reads a duration token, which must be positive. */
export function parseDuration(
  tokens: TokenStream,
  context: string,
  expected: string,
): number {
  const token = tokens.peek();
  if (token.kind !== 'duration') tokens.unexpected(context, expected);
  tokens.next();
  const durationMs = parseDurationMs(token.text);
  if (durationMs === undefined) {
    return tokens.fail(
      token.start,
      `not a valid duration string: ${goQuote(token.text)}`,
    );
  }
  if (durationMs === Infinity) {
    return tokens.fail(token.start, 'duration out of range');
  }
  if (durationMs === 0) {
    return tokens.fail(token.start, 'duration must be greater than 0');
  }
  return durationMs;
}
