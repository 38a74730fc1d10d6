import { parseDurationMs } from '@orrery/promql';

import { parseError } from '../LogqlError';
import { parseByteSize } from '../quantities/byteSize';
import { parseGoDuration } from '../quantities/goDuration';
import { scanString } from './scanString';
import { functionWords, keywords, type Token } from './Token';

const blanks = /(?:[ \t\n\r]+|#[^\n]*)*/y;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const durationRest = /-?[\p{N}.nuµmshdwy]+/uy;
const bytesRest = /[\p{N}.BikKMGTP]+/uy;
const word = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const flag = /--[a-z-]+/y;
/** Two signs that are one token, which Loki's scanner finds by looking ahead. */
const pairs = [...['!=', '=~', '!~', '!>', '|=', '|~', '|>', '==', '>=', '<=']];
/** Functions of `unwrap`, which would else have the names of literals. */
const conversions = new Set(['bytes', 'duration', 'duration_seconds']);
const signs = new Set(',.{}=|()[]+-*/%^<>');

/** The tokens of a query, the last one being `$end`. Throws what Loki's lexer refuses. O(length). */
export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = [];
  const place = placesOf(query);
  let index = 0;
  for (;;) {
    index += matchAt(blanks, query, index).length;
    const at = place(index);
    if (index >= query.length) {
      tokens.push({ kind: '$end', text: '', ...at });
      return tokens;
    }
    const { token, end } = tokenAt(query, index, at);
    tokens.push(token);
    index = end;
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
}

interface Scanned {
  readonly token: Token;
  readonly end: number;
}

function tokenAt(query: string, start: number, at: Place): Scanned {
  const character = query[start];
  /** A token for which the scanner looked ahead has lost its line. */
  const ahead = { line: 0, column: at.column };
  if (character === '"' || character === '`') {
    const scanned = scanString(query, start);
    if (scanned.kind === 'error') throw parseError(scanned.reason, at);
    return {
      token: { kind: 'STRING', text: scanned.value, ...at },
      end: scanned.end,
    };
  }
  if (character === '[') return rangeAt(query, start, ahead);
  const amount = quantityAt(query, start, at);
  if (amount) return amount;
  const flagText = matchAt(flag, query, start);
  if (flagText === '--strict' || flagText === '--keep-empty') {
    return {
      token: { kind: 'PARSER_FLAG', text: flagText, ...ahead },
      end: start + flagText.length,
    };
  }
  const pair = pairs.find(each => query.startsWith(each, start));
  if (pair) {
    return { token: { kind: pair, text: pair, ...ahead }, end: start + 2 };
  }
  if (signs.has(character)) {
    return {
      token: { kind: character, text: character, ...at },
      end: start + 1,
    };
  }
  const text =
    matchAt(word, query, start) ||
    String.fromCodePoint(query.codePointAt(start) ?? 0);
  const end = start + text.length;
  return { token: { kind: kindOfWord(text, query, end), text, ...at }, end };
}

function kindOfWord(text: string, query: string, end: number): string {
  const lower = text.toLowerCase();
  if (functionWords.has(lower)) {
    const isCall = /^\s*(?:\(|(?:by|without)\s*\()/i.test(query.slice(end));
    if (!isCall) return 'IDENTIFIER';
    if (keywords.has(lower)) return lower;
    const name = lower.toUpperCase();
    return conversions.has(lower) ? `${name}_CONV` : name;
  }
  return keywords.has(lower) ? lower : 'IDENTIFIER';
}

/** A number, duration or size; a minus belongs to a duration only. */
function quantityAt(
  query: string,
  start: number,
  at: Place,
): Scanned | undefined {
  const digits = matchAt(number, query, start);
  const ahead = { line: 0, column: at.column };
  if (digits === '' && query[start] !== '-') return undefined;
  const durationText = matchAt(durationRest, query, start);
  const seconds =
    durationText.length > digits.length ? secondsOf(durationText) : undefined;
  if (seconds !== undefined) {
    const token = { kind: 'DURATION', text: durationText, amount: seconds };
    return { token: { ...token, ...ahead }, end: start + durationText.length };
  }
  if (digits === '') return undefined;
  const bytesText = matchAt(bytesRest, query, start);
  const bytes =
    bytesText.length > digits.length ? parseByteSize(bytesText) : undefined;
  if (bytes !== undefined) {
    const token = { kind: 'BYTES', text: bytesText, amount: bytes };
    return { token: { ...token, ...ahead }, end: start + bytesText.length };
  }
  return {
    token: { kind: 'NUMBER', text: digits, ...at },
    end: start + digits.length,
  };
}

/** Prometheus's durations go first (`1d`), then Go's (`1.5h`). */
function secondsOf(text: string): number | undefined {
  const durationMs = parseDurationMs(text);
  return durationMs !== undefined && durationMs !== Infinity
    ? durationMs / 1000
    : parseGoDuration(text);
}

function rangeAt(query: string, start: number, at: Place): Scanned {
  const close = query.indexOf(']', start);
  if (close < 0) throw parseError("missing closing ']' in duration", at);
  const text = query.slice(start + 1, close);
  const rangeMs = parseDurationMs(text);
  if (text === '') throw parseError('empty duration string', at);
  if (rangeMs === undefined || rangeMs === Infinity) {
    throw parseError(
      rangeMs === Infinity
        ? 'duration out of range'
        : `not a valid duration string: ${JSON.stringify(text)}`,
      at,
    );
  }
  return {
    token: { kind: 'RANGE', text, amount: rangeMs, ...at },
    end: close + 1,
  };
}

function matchAt(pattern: RegExp, text: string, index: number): string {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] ?? '';
}

/** Line and column of rising positions; each character is looked at once. An empty query has no place. */
function placesOf(query: string): (index: number) => Place {
  let line = 1;
  let column = 1;
  let reached = 0;
  return index => {
    if (query === '') return { line: 0, column: 0 };
    for (; reached < index; reached += 1) {
      const code = query.charCodeAt(reached);
      if (code === 10) {
        line += 1;
        column = 1;
      } else if (code < 0xdc00 || code > 0xdfff) column += 1;
    }
    return { line, column };
  };
}
