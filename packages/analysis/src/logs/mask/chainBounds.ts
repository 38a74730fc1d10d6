import {
  characterClass,
  connectorClass,
  digitClass,
  hexLetterClass,
  letterClass,
} from './characterClass';

const chainClass = digitClass | letterClass | connectorClass;
/** Where a path or a URL ends for sure. */
const pathEnds = new Set([...'"\'`()[]<>,;|']);
const sentencePunctuation = new Set(
  [...'.:-%+~!?'].map(char => char.charCodeAt(0)),
);
const slash = 0x2f;
const backslash = 0x5c;
const colon = 0x3a;
const minus = 0x2d;
const plus = 0x2b;
const dot = 0x2e;
const tilde = 0x7e;
const underscore = 0x5f;

/** Whether a character can be part of a chain of letters, digits and connectors. O(1). */
export function isChainCharacter(code: number): boolean {
  return (characterClass(code) & chainClass) !== 0;
}

/** Whether a chain starts here: a connector in front belongs to it only as a sign, a decimal point, of `::1`, or in a path. O(length). */
export function startsChain(word: string, position: number): boolean {
  const code = word.charCodeAt(position);
  if (!(characterClass(code) & connectorClass)) return isChainCharacter(code);
  const next = word.charCodeAt(position + 1);
  if (code === minus || code === plus || code === dot)
    return (
      (characterClass(next) & digitClass) !== 0 &&
      word.charCodeAt(position - 1) !== code
    );
  if (code === underscore) return isChainCharacter(next);
  if (code === colon && next === colon)
    return (
      !isChainCharacter(word.charCodeAt(position - 1)) &&
      (characterClass(word.charCodeAt(position + 2)) &
        (digitClass | hexLetterClass)) !==
        0
    );
  return isPathStart(word, position, endOfChain(word, position));
}

/** The position after the chain that starts here. O(length of the chain). */
export function endOfChain(word: string, start: number): number {
  let end = start + 1;
  while (end < word.length && isChainCharacter(word.charCodeAt(end))) end += 1;
  return end;
}

/** Whether the chain is a path (`/a`, `~/a`, `C:\a`, `\\host\a`) or begins with a scheme (`https://`). O(length). */
export function isPathStart(
  word: string,
  start: number,
  chainEnd: number,
): boolean {
  const code = word.charCodeAt(start);
  const next = word.charCodeAt(start + 1);
  if (code === slash)
    return (
      chainEnd > start + 1 && next !== slash && !sentencePunctuation.has(next)
    );
  if (code === backslash) return next === backslash && word.length > start + 2;
  if (code === tilde) return next === slash;
  if (next === colon && characterClass(code) & letterClass) {
    const third = word.charCodeAt(start + 2);
    if (third === backslash) return true;
    if (third === slash) return chainEnd > start + 3;
  }
  for (let i = start + 1; i + 2 < chainEnd; i += 1) {
    if (
      word.charCodeAt(i) === colon &&
      word.charCodeAt(i + 1) === slash &&
      word.charCodeAt(i + 2) === slash
    )
      return true;
  }
  return false;
}

/** The position after a path, which may hold characters that no chain may: `/dev/disk@1`, `/search?q=a`. O(length). */
export function endOfPath(word: string, start: number): number {
  let end = start + 1;
  while (end < word.length && !pathEnds.has(word[end])) end += 1;
  return end;
}

/** The end without the punctuation of the sentence: `12.`, `done...`, `/path:`. O(punctuation). */
export function trimEnd(word: string, start: number, end: number): number {
  let trimmed = end;
  while (
    trimmed > start &&
    sentencePunctuation.has(word.charCodeAt(trimmed - 1))
  )
    trimmed -= 1;
  return trimmed;
}
