import type { MaskedToken } from './MaskedToken';
import { softToken, spreadToken, variableToken, wildcard } from './MaskedToken';

/** A longer list is a list, whatever the other lines have. */
const maxShownListLength = 64;

/**
 * Appends a token to those of its line, or joins it with the tokens before it where both are one variable: dates and
 * times, numbers with a unit, HTTP request lines, lists of variables; marks the value of a spaced `name = value`.
 * Changes `tokens`. O(1) amortised, no errors.
 */
export function joinPhrase(tokens: MaskedToken[], token: MaskedToken): void {
  if (tokens.length === 0) {
    tokens.push(token);
    return;
  }
  const last = tokens[tokens.length - 1];
  if (token.role === 'text' && token.around === undefined) {
    tokens.push(last.key === '=' ? valueOf(token) : token);
    return;
  }
  const joined =
    joinDate(tokens, last, token) ??
    joinUnit(last, token) ??
    joinRequest(tokens, last, token) ??
    joinList(last, token);
  if (joined) {
    tokens[tokens.length - 1] = joined;
    joinSizes(tokens);
    return;
  }
  tokens.push(last.key === '=' ? valueOf(token) : token);
}

function joinDate(
  tokens: MaskedToken[],
  last: MaskedToken,
  token: MaskedToken,
): MaskedToken | undefined {
  const before = last.around?.before ?? '';
  const after = token.around?.after ?? '';
  if (last.role === 'month' && token.role === 'number' && isOpen(token)) {
    if (tokens[tokens.length - 2]?.role === 'weekday') tokens.pop();
    return variableToken('date', '', after);
  }
  if (!isClosed(last)) return undefined;
  if (last.role === 'number' && token.role === 'month')
    return variableToken('date', before, '');
  if (last.role === 'date' && isOpen(token) && isDatePart(token)) {
    const tail = token.around ? after : token.key.replace(/^\w+/, '');
    return variableToken('date', before, tail);
  }
  return undefined;
}

function isDatePart(token: MaskedToken): boolean {
  return (
    token.role === 'time' || token.role === 'number' || token.role === 'zone'
  );
}

function joinUnit(
  last: MaskedToken,
  token: MaskedToken,
): MaskedToken | undefined {
  if (last.role !== 'number' || token.role !== 'unit' || !isClosed(last))
    return undefined;
  const before = last.around?.before ?? '';
  const after = token.key.replace(/^\p{L}+/u, '');
  return spreadToken('size', { before, after }, `${last.text} ${token.text}`);
}

/** `3333 bytes (3.25 KB)` is one size. */
function joinSizes(tokens: MaskedToken[]): void {
  if (tokens.length < 2) return;
  const [first, second] = tokens.slice(-2);
  if (first.role !== 'size' || second.role !== 'size') return;
  if (!isClosed(first) || second.around?.before !== '(') return;
  if (!second.around.after.startsWith(')')) return;
  tokens.length -= 2;
  tokens.push(
    spreadToken(
      'size',
      {
        before: first.around?.before ?? '',
        after: second.around.after.slice(1),
      },
      `${first.text} ${second.text}`,
    ),
  );
}

/** `GET /path HTTP/1.1` is a method and one variable. */
function joinRequest(
  tokens: MaskedToken[],
  last: MaskedToken,
  token: MaskedToken,
): MaskedToken | undefined {
  if (token.role !== 'protocol' || !isClosed(last)) return undefined;
  if (!/\b[A-Z]+$/.test(tokens[tokens.length - 2]?.key ?? '')) return undefined;
  return variableToken(
    'variable',
    last.around?.before,
    token.key.slice(`HTTP/${wildcard}`.length),
  );
}

/** `1 2 3`, `<*>, <*>`, `'a', 'b'`: as many as there are, all lists are one variable. */
function joinList(
  last: MaskedToken,
  token: MaskedToken,
): MaskedToken | undefined {
  if (!last.around || !token.around) return undefined;
  const { before, after } = last.around;
  const { before: quote, after: tail } = token.around;
  if (quote !== '' && !(isQuote(quote) && before.endsWith(quote)))
    return undefined;
  const isSeparated = after === `${quote},` || after === `${quote};`;
  if (!isSeparated && !(quote === '' && after === '')) return undefined;
  if (/[^\])}"',.;:!?`]/.test(tail)) return undefined;
  const text = `${last.text} ${token.text}`;
  return last.role === 'list' || text.length > maxShownListLength
    ? variableToken('list', before, tail)
    : spreadToken(
        'variable',
        { before, after: tail },
        text,
        last.needsEvidence || token.needsEvidence,
      );
}

function isQuote(text: string): boolean {
  return text === "'" || text === '"' || text === '`';
}

/** The word behind a spaced `=`: variable unless all lines agree. */
function valueOf(token: MaskedToken): MaskedToken {
  const name = /^[\p{L}_][\p{L}\p{N}_.$-]*/u.exec(token.text)?.[0];
  if (token.around || name === undefined) return token;
  let end = name.length;
  while (end > 1 && /[_.$-]/.test(name[end - 1])) end -= 1;
  const tail = token.text.slice(end);
  if (/[\p{L}\p{N}]/u.test(tail)) return token;
  return softToken(wildcard + tail, token.text, wildcard + tail, true);
}

/** Nothing but the variable behind the words before it. */
function isOpen(token: MaskedToken): boolean {
  return !token.around || token.around.before === '';
}

/** Nothing between the variable and the words after it. */
function isClosed(token: MaskedToken): boolean {
  return token.around !== undefined && token.around.after === '';
}
