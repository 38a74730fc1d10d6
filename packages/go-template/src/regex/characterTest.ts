/** Whether a character (one code point) belongs to a class. */
export type CharacterTest = (character: string) => boolean;

const perlClasses: Readonly<Record<string, string>> = {
  d: '0-9',
  s: '\\t\\n\\f\\r ',
  w: '0-9A-Za-z_',
};

const posixClasses: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\0-\\x7f',
  blank: '\\t ',
  cntrl: '\\0-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t-\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** A test of the ranges of a JavaScript class, the text between its brackets. */
export function classTest(
  ranges: string,
  isNegated: boolean,
  ignoresCase: boolean,
): CharacterTest {
  const flags = ignoresCase ? 'ui' : 'u';
  const pattern = new RegExp(`^[${isNegated ? '^' : ''}${ranges}]$`, flags);
  const known = new Map<string, boolean>();
  return character => {
    const cached = known.get(character);
    if (cached !== undefined) return cached;
    const result = pattern.test(character);
    if (known.size < 512) known.set(character, result);
    return result;
  };
}

/** `\d`, `\W` and so on as ranges; undefined for a letter that is none. */
export function perlRanges(letter: string): string | undefined {
  const ranges = perlClasses[letter.toLowerCase()];
  if (ranges === undefined || !/^[dswDSW]$/.test(letter)) return undefined;
  return letter === letter.toLowerCase() ? ranges : complement(ranges);
}

/** `[:alpha:]` or `[:^alpha:]` as ranges; undefined for a name that is none. */
export function posixRanges(name: string): string | undefined {
  const plain = name.replace('^', '');
  if (!Object.hasOwn(posixClasses, plain)) return undefined;
  return name === plain ? posixClasses[plain] : complement(posixClasses[plain]);
}

/** `\pL`, `\P{Greek}` as ranges; undefined for a name that is neither category nor script. */
export function unicodeRanges(
  name: string,
  isNegated: boolean,
): string | undefined {
  const source = /^[CLMNPSZ][a-z]?$/.test(name) ? name : `Script=${name}`;
  if (!/^[A-Za-z_=]+$/.test(source)) return undefined;
  const ranges = `\\${isNegated ? 'P' : 'p'}{${source}}`;
  try {
    classTest(ranges, false, false);
    return ranges;
  } catch {
    return undefined; // the caller reports the name
  }
}

/** A character inside of a class, safely. */
export function escapeInClass(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** All code points that ASCII ranges leave out. */
function complement(ranges: string): string {
  const inside = new RegExp(`[${ranges}]`);
  let outside = '';
  for (let code = 0; code < 0x80; code += 1) {
    const character = String.fromCharCode(code);
    if (!inside.test(character)) outside += escapeInClass(character);
  }
  return `${outside}\\u{80}-\\u{10ffff}`;
}
