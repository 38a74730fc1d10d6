import { perlClass, unicodeClass } from './characterClass';
import type { PatternReader } from './PatternReader';
import type { CodePointTest, RegexAssertion } from './RegexNode';
import { failRegex } from './RegexSyntaxError';

/** What a backslash and the characters after it stand for. */
export type RegexEscape =
  | { readonly kind: 'literal'; readonly codePoint: number }
  | { readonly kind: 'class'; readonly test: CodePointTest }
  | { readonly kind: 'assertion'; readonly assertion: RegexAssertion };

const assertions: Readonly<Record<string, RegexAssertion>> = {
  A: 'text-start',
  z: 'text-end',
  b: 'word-boundary',
  B: 'no-word-boundary',
};
const controls: Readonly<Record<string, number>> = {
  a: 7,
  f: 12,
  t: 9,
  n: 10,
  r: 13,
  v: 11,
};

/** Reads an escape whose backslash is next. */
export function parseEscape(reader: PatternReader): RegexEscape {
  const start = reader.index;
  reader.next();
  const letter = reader.next();
  if (letter === '') failRegex('trailing backslash at end of expression', '');
  if (Object.hasOwn(assertions, letter)) {
    return { kind: 'assertion', assertion: assertions[letter] };
  }
  if (Object.hasOwn(controls, letter)) {
    return { kind: 'literal', codePoint: controls[letter] };
  }
  const perl = perlClass(letter);
  if (perl !== undefined) return { kind: 'class', test: perl };
  if (letter === 'p' || letter === 'P') {
    return { kind: 'class', test: parseUnicode(reader, start, letter) };
  }
  if (letter === 'x') return parseHexadecimal(reader, start);
  if (/[0-7]/.test(letter)) {
    const more = reader.match(/[0-7]{0,2}/y);
    // Without a leading zero, one digit would be a back reference, which RE2 does not have.
    if (letter === '0' || more.length > 0) {
      return { kind: 'literal', codePoint: parseInt(letter + more, 8) };
    }
  }
  const codePoint = letter.codePointAt(0) ?? 0;
  if (codePoint < 0x80 && !/[A-Za-z0-9]/.test(letter)) {
    return { kind: 'literal', codePoint };
  }
  return failRegex('invalid escape sequence', reader.since(start));
}

function parseUnicode(
  reader: PatternReader,
  start: number,
  letter: 'p' | 'P',
): CodePointTest {
  const braced = reader.match(/\{[^}]*\}/y);
  const name = braced === '' ? reader.next() : braced.slice(1, -1);
  const test = unicodeClass(name);
  if (test === undefined) {
    return failRegex('invalid character class range', reader.since(start));
  }
  return letter === 'P' ? code => !test(code) : test;
}

function parseHexadecimal(reader: PatternReader, start: number): RegexEscape {
  const braced = reader.match(/\{[0-9a-fA-F]+\}/y);
  const digits =
    braced === '' ? reader.match(/[0-9a-fA-F]{2}/y) : braced.slice(1, -1);
  const codePoint = parseInt(digits, 16);
  return codePoint <= 0x10ffff
    ? { kind: 'literal', codePoint }
    : failRegex('invalid escape sequence', reader.since(start));
}
