import {
  characterClass,
  connectorClass,
  digitClass,
  hexLetterClass,
  letterClass,
} from './characterClass';
import { isGeneratedName, isHostName, isValueWord } from './knownWords';

/** What a chain of letters, digits and connectors is. */
export type ChainKind =
  | 'constant'
  | 'number'
  | 'date'
  | 'time'
  | 'variable'
  | 'numbered'
  | 'composite';

/** More digits than this make a word like `eth0` or `worker12` an identifier. */
const maxNumberedDigits = 3;
const colon = 0x3a;
/** Whatever is longer is data: base64, dumps. */
const longestChain = 256;
/** Hexadecimal without a digit, `ffffffff`; shorter ones are words, `facade`. */
const leastHexWord = 8;
const slash = 0x2f;
const backslash = 0x5c;
const dot = 0x2e;

/**
 * Says what `text[start, end)` is, a chain without blanks, quotes and brackets, trailing punctuation cut off.
 * `numbered` = a word with a short number (`smtp2`, `db2_open`), constant until proved otherwise; `composite` = pieces
 * around `:` or one `/` that are judged one by one. O(length), no errors.
 */
export function classifyChain(
  text: string,
  start: number,
  end: number,
): ChainKind {
  if (end - start > longestChain) return 'variable';
  let digits = 0;
  let letters = 0;
  let nonHexLetters = 0;
  let slashes = 0;
  let colons = 0;
  let dashes = 0;
  for (let i = start; i < end; i += 1) {
    const code = text.charCodeAt(i);
    const bits = characterClass(code);
    if (bits & digitClass) digits += 1;
    else if (bits & letterClass) {
      letters += 1;
      if (!(bits & hexLetterClass)) nonHexLetters += 1;
    } else if (code === slash || code === backslash) slashes += 1;
    else if (code === colon) colons += 1;
    else if (code === 0x2d) dashes += 1;
  }
  if (digits === 0) {
    return nonHexLetters === 0 &&
      letters === end - start &&
      letters >= leastHexWord
      ? 'variable'
      : wordKind(text, start, end, letters, slashes, colons);
  }
  if (letters === 0) {
    if (colons === 0 && slashes === 1 && dashes === 0) return 'composite';
    if (isDate(text, start, end, slashes, dashes)) return 'date';
    return colons > 0 ? 'time' : 'number';
  }
  if (letters === 3 && slashes === 2 && isCalendarDate(text, start))
    return 'date';
  if (colons > 0) {
    return nonHexLetters === 0 && slashes === 0
      ? 'variable'
      : addressKind(text, start, end, colons);
  }
  if (slashes > 0) return slashes > 1 ? 'variable' : 'composite';
  return mixedKind(text, start, end, digits, nonHexLetters);
}

function wordKind(
  text: string,
  start: number,
  end: number,
  letters: number,
  slashes: number,
  colons: number,
): ChainKind {
  if (letters === 0) return 'constant';
  if (colons > 0) return 'composite';
  if (slashes > 1) return 'variable';
  const word = text.slice(start, end);
  if (slashes === 1) return word.includes('.') ? 'variable' : 'constant';
  return isValueWord(word) || isHostName(word) || isGeneratedName(word)
    ? 'variable'
    : 'constant';
}

/** `2031-02-03`, `2031/2/3:04:05:06`: a year and two short numbers. */
function isDate(
  text: string,
  start: number,
  end: number,
  slashes: number,
  dashes: number,
): boolean {
  if (slashes !== 2 && dashes !== 2) return false;
  const separator = slashes === 2 ? slash : 0x2d;
  const first = text.indexOf(String.fromCharCode(separator), start) - start;
  return (first === 4 || first <= 2) && end - start >= 8 && first > 0;
}

/** `10/May/2024:10:22:33`, as web servers write it. */
function isCalendarDate(text: string, start: number): boolean {
  const first = text.indexOf('/', start) - start;
  return (
    first > 0 &&
    first <= 2 &&
    text.indexOf('/', start + first + 1) - start === first + 4
  );
}

/** `host:80` and the like are one variable; `offset:12` is a name and a value. */
function addressKind(
  text: string,
  start: number,
  end: number,
  colons: number,
): ChainKind {
  if (colons > 1) return 'composite';
  const at = text.indexOf(':', start);
  if (!isDigits(text, at + 1, end)) return 'composite';
  const firstDot = text.indexOf('.', start);
  return firstDot > start && firstDot < at ? 'variable' : 'composite';
}

/** Letters and digits without `:` and `/`. */
function mixedKind(
  text: string,
  start: number,
  end: number,
  digits: number,
  nonHexLetters: number,
): ChainKind {
  if (isNameAndNumber(text, start, end)) return 'composite';
  if (digits > maxNumberedDigits) return 'variable';
  if (nonHexLetters === 0 && end - start > 3) return 'variable';
  let atomStart = start;
  for (let i = start; i <= end; i += 1) {
    const atEnd =
      i === end || characterClass(text.charCodeAt(i)) & connectorClass;
    if (!atEnd) continue;
    if (isVariableAtom(text, atomStart, i)) return 'variable';
    atomStart = i + 1;
  }
  const word = text.slice(start, end);
  return isHostName(word) || isGeneratedName(word) ? 'variable' : 'numbered';
}

/** `dump.4711`: the number is variable, the name is not. */
function isNameAndNumber(text: string, start: number, end: number): boolean {
  let at = end;
  while (at > start && characterClass(text.charCodeAt(at - 1)) & digitClass)
    at -= 1;
  if (at === end || text.charCodeAt(at - 1) !== dot) return false;
  for (let i = start; i < at - 1; i += 1)
    if (!(characterClass(text.charCodeAt(i)) & letterClass)) return false;
  return at - 1 > start;
}

/** `16K`, `640x480`, `7` begin with a digit; `v2` is a version; in `x2k4z` digits and letters take turns. */
function isVariableAtom(text: string, start: number, end: number): boolean {
  if (start >= end) return false;
  const first = text.charCodeAt(start);
  if (characterClass(first) & digitClass) return true;
  if ((first | 0x20) === 0x76 && isDigits(text, start + 1, end)) return true;
  let numbers = 0;
  for (let i = start + 1; i < end; i += 1) {
    const isDigit = characterClass(text.charCodeAt(i)) & digitClass;
    const wasDigit = characterClass(text.charCodeAt(i - 1)) & digitClass;
    if (isDigit && !wasDigit) numbers += 1;
  }
  return numbers > 1;
}

function isDigits(text: string, start: number, end: number): boolean {
  if (start >= end) return false;
  for (let i = start; i < end; i += 1) {
    if (!(characterClass(text.charCodeAt(i)) & digitClass)) return false;
  }
  return true;
}
