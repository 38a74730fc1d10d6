/** A string literal with its escapes resolved, or why it is none. */
export type ScannedString =
  | { readonly kind: 'string'; readonly end: number; readonly value: string }
  | { readonly kind: 'error'; readonly reason: string };

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

const codeEscape =
  /(?:([0-3][0-7]{2})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/y;

/** Scans a literal in `"` (escapes as in Go) or backquotes (no escapes) from its first quote on. O(length). */
export function scanString(query: string, start: number): ScannedString {
  const quote = query[start];
  if (quote === '`') {
    const end = query.indexOf('`', start + 1);
    return end < 0
      ? { kind: 'error', reason: 'literal not terminated' }
      : { kind: 'string', end: end + 1, value: query.slice(start + 1, end) };
  }
  let value = '';
  let index = start + 1;
  for (;;) {
    const character = query[index];
    if (character === undefined || character === '\n') {
      return { kind: 'error', reason: 'literal not terminated' };
    }
    if (character === quote) return { kind: 'string', end: index + 1, value };
    if (character === '\\') {
      const escaped = unescape(query, index + 1);
      if (!escaped) return { kind: 'error', reason: 'invalid char escape' };
      value += escaped.value;
      index = escaped.end;
    } else {
      value += character;
      index += 1;
    }
  }
}

function unescape(
  query: string,
  index: number,
): { readonly value: string; readonly end: number } | undefined {
  const character = query[index] ?? '';
  if (Object.hasOwn(simpleEscapes, character)) {
    return { value: simpleEscapes[character], end: index + 1 };
  }
  codeEscape.lastIndex = index;
  const match = codeEscape.exec(query);
  if (match === null) return undefined;
  const [whole, octal, ...hexadecimal] = match;
  const code = octal
    ? parseInt(octal, 8)
    : parseInt(hexadecimal.find(each => each !== undefined) ?? '', 16);
  const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
  return isCharacter
    ? { value: String.fromCodePoint(code), end: index + whole.length }
    : undefined;
}
