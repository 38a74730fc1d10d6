import { characterClass, digitClass, letterClass } from './characterClass';
import {
  endOfChain,
  endOfPath,
  isPathStart,
  startsChain,
  trimEnd,
} from './chainBounds';
import type { ChainKind } from './classifyChain';
import { classifyChain } from './classifyChain';
import { roleOfWord } from './knownWords';
import type { MaskedPieces } from './MaskedPieces';
import { appendPiece, appendSoftPiece } from './MaskedPieces';
import type { MaskedToken, WildcardSurroundings } from './MaskedToken';
import {
  constantToken,
  softToken,
  spreadToken,
  variableToken,
  wildcard,
} from './MaskedToken';
import { maskQuoted, maskValue } from './maskValue';

/** `1,048,576` */
const groupedNumber = /^\d{1,3}(?:,\d{3})+$/;
const equalsSign = 0x3d;
const atSign = 0x40;
const colon = 0x3a;
const slash = 0x2f;
const backslash = 0x5c;

/**
 * Masks one blank-free word. The variables are those that literature and tools agree on: numbers with sign, unit or
 * percent, hexadecimal, identifiers with digits, addresses with port, host names, paths, URLs, dates, times, values of
 * `name=value`, quoted words, truth values. Any text is valid. O(length), no errors.
 * Source: the preprocessing of Drain (He et al., ICWS 2017) and the correction rules of Khan et al. (ICSE 2022).
 */
export function maskWord(word: string): MaskedToken {
  if (word === '()') return variableToken('variable', '(', ')');
  if (word === '[]') return variableToken('variable', '[', ']');
  const pieces: MaskedPieces = {
    key: '',
    soft: undefined,
    needsEvidence: false,
    role: 'text',
  };
  let position = 0;
  while (position < word.length) {
    const code = word.charCodeAt(position);
    if (startsChain(word, position))
      position = maskChain(pieces, word, position);
    else if (code === equalsSign) position = maskValue(pieces, word, position);
    else if (opensQuote(word, position))
      position = maskQuoted(pieces, word, position);
    else position = maskPunctuation(pieces, word, position);
  }
  return tokenOf(pieces, word);
}

/** Writes one chain, or its first part, and says where reading goes on. */
function maskChain(pieces: MaskedPieces, word: string, start: number): number {
  const chainEnd = endOfChain(word, start);
  if (isPathStart(word, start, chainEnd)) {
    writeVariable(pieces);
    return trimEnd(word, start, endOfPath(word, start));
  }
  const end = trimEnd(word, start, chainEnd);
  if (end === start) {
    appendPiece(pieces, word.slice(start, chainEnd));
    return chainEnd;
  }
  if (word.charCodeAt(end) === atSign && isMailAddress(word, end)) {
    writeVariable(pieces);
    return trimEnd(word, end, endOfChain(word, end));
  }
  const kind = classifyChain(word, start, end);
  if (kind === 'composite') return maskFirstPart(pieces, word, start, end);
  writeChain(pieces, word, start, end, kind);
  return end;
}

/** Of `name:12`, `AB/2` or `dump.17`: the part up to the first separator; the rest is read as a chain of its own. */
function maskFirstPart(
  pieces: MaskedPieces,
  word: string,
  start: number,
  end: number,
): number {
  let split = start;
  while (split < end && !isSeparator(word.charCodeAt(split))) split += 1;
  if (split === end) split = word.indexOf('.', start);
  if (split > start) {
    const kind = classifyChain(word, start, split);
    writeChain(pieces, word, start, split, kind);
  }
  appendPiece(pieces, word[split]);
  pieces.role = 'text';
  return split + 1;
}

function isSeparator(code: number): boolean {
  return code === colon || code === slash || code === backslash;
}

function writeChain(
  pieces: MaskedPieces,
  word: string,
  start: number,
  end: number,
  kind: ChainKind,
): void {
  switch (kind) {
    case 'constant':
    case 'composite':
      appendPiece(pieces, word.slice(start, end));
      return;
    case 'numbered': {
      const text = word.slice(start, end);
      appendSoftPiece(pieces, text.replace(/\d+/g, '#'), text, false);
      return;
    }
    default:
      appendPiece(pieces, wildcard);
      pieces.role = kind;
  }
}

function writeVariable(pieces: MaskedPieces): void {
  appendPiece(pieces, wildcard);
  pieces.role = 'variable';
}

/** `name@host.example`: a dot inside what follows the `@`. */
function isMailAddress(word: string, at: number): boolean {
  const end = trimEnd(word, at + 1, endOfChain(word, at));
  const dot = word.indexOf('.', at);
  return dot > at + 1 && dot < end - 1;
}

function opensQuote(word: string, position: number): boolean {
  const char = word[position];
  if (char !== '"' && char !== "'" && char !== '`') return false;
  return !(characterClass(word.charCodeAt(position - 1)) & letterClass);
}

/** `<1` and `>5` at the beginning of a word are part of the number. */
function maskPunctuation(
  pieces: MaskedPieces,
  word: string,
  position: number,
): number {
  const char = word[position];
  const comparesNumber =
    position === 0 &&
    (char === '<' || char === '>') &&
    characterClass(word.charCodeAt(1)) & digitClass;
  if (!comparesNumber) appendPiece(pieces, char);
  return position + 1;
}

function tokenOf(pieces: MaskedPieces, word: string): MaskedToken {
  const { key, soft, needsEvidence, role } = pieces;
  if (key === word && !soft)
    return constantToken(word, roleOfWord(bareWord(word)));
  if (key === wildcard && !soft) return variableToken(role);
  const around = surroundingsOf(key);
  if (soft) {
    return around && soft.wild === key
      ? spreadToken('variable', around, soft.text, needsEvidence)
      : softToken(key, soft.text, soft.wild, needsEvidence);
  }
  if (groupedNumber.test(word)) return variableToken('number');
  if (isList(key))
    return spreadToken('variable', { before: '', after: '' }, key);
  return around
    ? variableToken(role, around.before, around.after)
    : constantToken(key, isProtocol(key) ? 'protocol' : 'text');
}

/** What is around the first variable of a key, when that is nothing but punctuation and other variables. */
function surroundingsOf(key: string): WildcardSurroundings | undefined {
  const at = key.indexOf(wildcard);
  if (at < 0) return undefined;
  const before = key.slice(0, at);
  const after = key.slice(at + wildcard.length);
  return isPunctuation(before) && isPunctuation(after)
    ? { before, after }
    : undefined;
}

/** `HTTP/1.1"`, the end of a request line. */
function isProtocol(key: string): boolean {
  const start = `HTTP/${wildcard}`;
  return key.startsWith(start) && isPunctuation(key.slice(start.length));
}

/** `<*>,<*>`: nothing but variables, of which other lines may have more or fewer. */
function isList(key: string): boolean {
  const parts = key.split(',');
  return parts.length > 1 && parts.every(part => part === wildcard);
}

/** Without the punctuation behind it. */
function bareWord(word: string): string {
  let end = word.length;
  while (end > 0 && !(characterClass(word.charCodeAt(end - 1)) & letterClass))
    end -= 1;
  return word.slice(0, end);
}

function isPunctuation(text: string): boolean {
  for (let i = 0; i < text.length; i += 1)
    if (characterClass(text.charCodeAt(i)) & (letterClass | digitClass))
      return false;
  return true;
}
