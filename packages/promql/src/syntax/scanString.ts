import { characterAt } from './characters';

/** A string literal with its escapes resolved, or why it is none. */
export type ScannedString =
  | { readonly kind: 'string'; readonly end: number; readonly value: string }
  | { readonly kind: 'error'; readonly reason: string };

/** Scans a literal in `"`, `'` (escapes as in Go) or backquotes (no escapes) from its first quote on. */
export function scanString(query: string, start: number): ScannedString {
  const quote = query[start];
  if (quote === '`') {
    const end = query.indexOf('`', start + 1);
    return end < 0
      ? fail('unterminated raw string')
      : { kind: 'string', end: end + 1, value: query.slice(start + 1, end) };
  }
  let value = '';
  let index = start + 1;
  for (;;) {
    const character = characterAt(query, index);
    if (character === '' || character === '\n') {
      return fail('unterminated quoted string');
    }
    if (character === quote) return { kind: 'string', end: index + 1, value };
    if (character === '\\') {
      const escape = scanEscape(query, index + 1, quote);
      if (escape.kind === 'error') return escape;
      value += escape.value;
      index = escape.end;
    } else {
      value += character;
      index += character.length;
    }
  }
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** Digits, base and largest value of an escape that names a code. */
function codeEscapeOf(
  character: string,
): { skip: number; digits: number; base: number; max: number } | undefined {
  if (character >= '0' && character <= '7') {
    return { skip: 0, digits: 3, base: 8, max: 255 };
  }
  if (character === 'x') return { skip: 1, digits: 2, base: 16, max: 255 };
  if (character === 'u') return { skip: 1, digits: 4, base: 16, max: 0x10ffff };
  if (character === 'U') return { skip: 1, digits: 8, base: 16, max: 0x10ffff };
  return undefined;
}

function scanEscape(
  query: string,
  start: number,
  quote: string,
): ScannedString {
  const character = characterAt(query, start);
  if (character === '') return fail('escape sequence not terminated');
  if (character === quote) {
    return { kind: 'string', end: start + 1, value: quote };
  }
  if (Object.hasOwn(simpleEscapes, character)) {
    return { kind: 'string', end: start + 1, value: simpleEscapes[character] };
  }
  const escape = codeEscapeOf(character);
  if (escape === undefined) {
    return fail(`unknown escape sequence ${unicodeName(character)}`);
  }
  let code = 0;
  let index = start + escape.skip;
  for (let digit = 0; digit < escape.digits; digit += 1) {
    const text = characterAt(query, index);
    if (text === '') return fail('escape sequence not terminated');
    const value = /^[0-9a-fA-F]$/.test(text) ? parseInt(text, 16) : escape.base;
    if (value >= escape.base) {
      return fail(`illegal character ${unicodeName(text)} in escape sequence`);
    }
    code = code * escape.base + value;
    index += 1;
  }
  if (code > escape.max || (code >= 0xd800 && code < 0xe000)) {
    return fail('escape sequence is an invalid Unicode code point');
  }
  return { kind: 'string', end: index, value: String.fromCodePoint(code) };
}

/** Go's `%#U`. */
function unicodeName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${character}'`;
}

function fail(reason: string): ScannedString {
  return { kind: 'error', reason };
}
