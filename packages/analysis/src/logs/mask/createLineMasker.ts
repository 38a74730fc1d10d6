import { endOfEscape, escape } from './endOfEscape';
import { isEventName } from './knownWords';
import type { MaskedToken } from './MaskedToken';
import { softToken, variableToken, wildcard } from './MaskedToken';
import { joinPhrase } from './joinPhrase';
import { maskWord } from './maskWord';
import { plainText } from './plainText';

/** Masks whole lines; remembers the words that come again. */
export interface LineMasker {
  /** The tokens of a line, in order; the array is new, the tokens may be reused. */
  mask(line: string): MaskedToken[];
}

const maxLineLength = 8192;
const maxTokens = 256;
const blank = 0x20;
const noBreakBlank = 0xa0;
const quote = 0x22;
const equalsSign = 0x3d;
const maxQuotedLength = 256;
const rememberedWords = 8192;
const maxRememberedLength = 64;
const maxWordLength = 1024;

interface RememberedWord {
  readonly hash: number;
  readonly text: string;
  readonly token: MaskedToken;
}

/**
 * A masker of lines: splits at blanks, control characters and terminal colours, masks each word, then joins what is one variable across
 * blanks (a date, a size with its unit, a list). Of a line longer than 8192 characters or 256 tokens the rest is one
 * variable. Any text is valid; O(length of the line) per line, at most 8192 remembered words, no errors.
 */
export function createLineMasker(): LineMasker {
  /** By their hash; a word takes the place of the one before when it comes for the second time. */
  const words: (RememberedWord | undefined)[] = new Array(rememberedWords);
  const seenHashes = new Int32Array(rememberedWords);

  function tokenOf(
    line: string,
    start: number,
    end: number,
    hash: number,
  ): MaskedToken {
    const length = end - start;
    if (length > maxRememberedLength)
      return maskLongWord(plainText(line.slice(start, end)));
    const slot = (hash ^ (hash >>> 15)) & (rememberedWords - 1);
    const known = words[slot];
    if (
      known !== undefined &&
      known.hash === hash &&
      known.text.length === length &&
      line.startsWith(known.text, start)
    )
      return known.token;
    const text = line.slice(start, end);
    const token = maskWord(plainText(text));
    if (seenHashes[slot] === hash) words[slot] = { hash, text, token };
    else seenHashes[slot] = hash;
    return token;
  }

  return {
    mask(line) {
      const tokens: MaskedToken[] = [];
      const end = Math.min(line.length, maxLineLength);
      let start = -1;
      let hash = 0;
      let quoteEnd = 0;
      for (let i = 0; i <= end && tokens.length < maxTokens; i += 1) {
        const code = i === end ? blank : line.charCodeAt(i);
        if ((code > blank && code !== noBreakBlank) || i < quoteEnd) {
          if (start < 0) {
            start = i;
            hash = 0;
          }
          hash = (Math.imul(hash, 31) + code) | 0;
          if (code === quote && line.charCodeAt(i - 1) === equalsSign)
            quoteEnd = endOfQuotedValue(line, start, i);
        } else {
          if (start >= 0) joinPhrase(tokens, tokenOf(line, start, i, hash));
          start = -1;
          if (code === escape) i = endOfEscape(line, i) - 1;
        }
      }
      const isCut = line.length > maxLineLength || tokens.length >= maxTokens;
      if (isCut) joinPhrase(tokens, variableToken('variable'));
      return tokens;
    },
  };
}

/** Of a word longer than 1024 characters the rest is variable. */
function maskLongWord(word: string): MaskedToken {
  if (word.length <= maxWordLength) return maskWord(word);
  const { key, text, wild, needsEvidence } = maskWord(
    word.slice(0, maxWordLength),
  );
  return softToken(
    key + wildcard,
    text + wildcard,
    wild + wildcard,
    needsEvidence,
  );
}

/** The end of the quoted text in `name="some text"`, which is one value; 0 for a message and for a quote left open. */
function endOfQuotedValue(line: string, start: number, open: number): number {
  if (isEventName(line.slice(start, open - 1))) return 0;
  const close = line.slice(open + 1, open + maxQuotedLength).indexOf('"');
  return close < 0 ? 0 : open + 1 + close;
}
