import type { CodePointTest } from './RegexNode';

const isDigit: CodePointTest = code => code >= 0x30 && code <= 0x39;
const isUpper: CodePointTest = code => code >= 0x41 && code <= 0x5a;
const isLower: CodePointTest = code => code >= 0x61 && code <= 0x7a;
const isAlpha: CodePointTest = code => isUpper(code) || isLower(code);
const isAlnum: CodePointTest = code => isAlpha(code) || isDigit(code);
const isGraph: CodePointTest = code => code > 0x20 && code < 0x7f;

/** A word character, which is ASCII in RE2. */
export const isWord: CodePointTest = code => isAlnum(code) || code === 0x5f;
const isSpace: CodePointTest = code =>
  code === 0x20 || code === 9 || code === 10 || code === 12 || code === 13;

const posixClasses: Readonly<Record<string, CodePointTest>> = {
  alnum: isAlnum,
  alpha: isAlpha,
  ascii: code => code < 0x80,
  blank: code => code === 9 || code === 0x20,
  cntrl: code => code < 0x20 || code === 0x7f,
  digit: isDigit,
  graph: isGraph,
  lower: isLower,
  print: code => isGraph(code) || code === 0x20,
  punct: code => isGraph(code) && !isAlnum(code),
  space: code => isSpace(code) || code === 11,
  upper: isUpper,
  word: isWord,
  xdigit: code =>
    isDigit(code) ||
    (code >= 0x41 && code <= 0x46) ||
    (code >= 0x61 && code <= 0x66),
};

const perlClasses: Readonly<Record<string, CodePointTest>> = {
  d: isDigit,
  s: isSpace,
  w: isWord,
};

/** The complement of a class. */
export function not(test: CodePointTest): CodePointTest {
  return code => !test(code);
}

/** `[:alpha:]`, with `^` in front for its complement; undefined for a name that is none. */
export function posixClass(name: string): CodePointTest | undefined {
  const negated = name.startsWith('^');
  const plain = negated ? name.slice(1) : name;
  if (!Object.hasOwn(posixClasses, plain)) return undefined;
  return negated ? not(posixClasses[plain]) : posixClasses[plain];
}

/** `\d`, `\D` and so on; undefined for a letter that is none. */
export function perlClass(letter: string): CodePointTest | undefined {
  const lower = letter.toLowerCase();
  if (!Object.hasOwn(perlClasses, lower)) return undefined;
  return letter === lower ? perlClasses[lower] : not(perlClasses[lower]);
}

/** `\pL`, `\p{Greek}`: a general category or a script; undefined for a name that is neither. */
export function unicodeClass(name: string): CodePointTest | undefined {
  if (!/^\^?[A-Za-z_]+$/.test(name)) return undefined;
  const plain = name.replace('^', '');
  const source = /^(?:[CLMNPSZ][a-z]?)$/.test(plain) ? plain : `sc=${plain}`;
  try {
    const pattern = new RegExp(`^\\p{${source}}$`, 'u');
    const test: CodePointTest = code =>
      pattern.test(String.fromCodePoint(code));
    return name.startsWith('^') ? not(test) : test;
  } catch {
    return undefined; // not a script, which the caller reports
  }
}

/** A class that ignores the case of letters. */
export function foldCase(test: CodePointTest): CodePointTest {
  return code => {
    const character = String.fromCodePoint(code);
    return [character, character.toLowerCase(), character.toUpperCase()].some(
      variant => test(variant.codePointAt(0) ?? code),
    );
  };
}
