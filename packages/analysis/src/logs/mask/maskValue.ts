import { characterClass, digitClass, letterClass } from './characterClass';
import {
  endOfChain,
  isChainCharacter,
  isPathStart,
  trimEnd,
} from './chainBounds';
import { classifyChain } from './classifyChain';
import { isEventName } from './knownWords';
import type { MaskedPieces } from './MaskedPieces';
import { appendPiece, appendSoftPiece } from './MaskedPieces';
import { wildcard } from './MaskedToken';

const openingBrackets = new Set([...'([{']);
const closingBrackets = new Set([...')]}']);
const valueEnds = new Set([...',;)]}|"\'>']);

/**
 * Writes `=value` of `name=value`, from the `=` on: one variable up to the next separator, shown as it is while lines
 * agree. Other uses of `=` are written as they are. The answer is where reading goes on. O(length), no errors.
 */
export function maskValue(
  pieces: MaskedPieces,
  word: string,
  equals: number,
): number {
  appendPiece(pieces, '=');
  const start = equals + 1;
  if (equals === 0 || start >= word.length) return start;
  const before = characterClass(word.charCodeAt(equals - 1));
  if (!(before & (letterClass | digitClass))) return start;
  if (word[start] === '<') return maskBracketed(pieces, word, start);
  if (!isChainCharacter(word.charCodeAt(start))) return start;
  if (isEventName(nameBefore(word, equals))) return start;
  const end = trimEnd(word, start, endOfValue(word, start));
  if (end > start) writeValue(pieces, word.slice(start, end));
  return end;
}

/**
 * Writes a quoted word from its opening quote on: one variable, but for the key of a JSON member. A quote that is not
 * closed within the word is punctuation. The answer is where reading goes on. O(length), no errors.
 */
export function maskQuoted(
  pieces: MaskedPieces,
  word: string,
  open: number,
): number {
  const quote = word[open];
  appendPiece(pieces, quote);
  const close = word.indexOf(quote, open + 1);
  if (close <= open + 1) return open + 1;
  const text = word.slice(open + 1, close);
  const isName = quote === '"' && word[close + 1] === ':';
  const isWord = /[\p{L}\d]/u.test(text);
  if (isName || !isWord || saysEvent(word, open)) appendPiece(pieces, text);
  else writeValue(pieces, text);
  appendPiece(pieces, quote);
  return close + 1;
}

/** Whether the quoted word is the value of a name such as `level`, in JSON or after `=`. */
function saysEvent(word: string, open: number): boolean {
  const isMember = word.slice(open - 2, open) === '":';
  if (!isMember && word[open - 1] !== '=') return false;
  return isEventName(nameBefore(word, open - (isMember ? 2 : 1)));
}

/** The letters that end at a position. */
function nameBefore(word: string, end: number): string {
  let start = end;
  while (start > 0 && characterClass(word.charCodeAt(start - 1)) & letterClass)
    start -= 1;
  return word.slice(start, end);
}

/** `msgid=<a@b>`: one variable with its brackets. */
function maskBracketed(
  pieces: MaskedPieces,
  word: string,
  open: number,
): number {
  const close = word.indexOf('>', open);
  if (close < 0) return open;
  appendPiece(pieces, wildcard);
  return close + 1;
}

/** The position after a value; brackets that were opened in it belong to it. `start` when they are not closed in it. */
function endOfValue(word: string, start: number): number {
  let depth = 0;
  let end = start;
  while (end < word.length) {
    const char = word[end];
    if (openingBrackets.has(char)) depth += 1;
    else if (depth > 0 && closingBrackets.has(char)) depth -= 1;
    else if (valueEnds.has(char)) break;
    end += 1;
  }
  return depth === 0 ? end : start;
}

function writeValue(pieces: MaskedPieces, text: string): void {
  if (isVariableAnywhere(text)) appendPiece(pieces, wildcard);
  else appendSoftPiece(pieces, wildcard, text, true);
}

/** Whether a value would be masked without being a value. */
function isVariableAnywhere(text: string): boolean {
  const end = endOfChain(text, 0);
  if (end < text.length || isPathStart(text, 0, end)) return true;
  const kind = classifyChain(text, 0, end);
  return kind !== 'constant' && kind !== 'numbered';
}
