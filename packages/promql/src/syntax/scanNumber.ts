import { isAlphaNumeric, isDigit } from './characters';
import { goQuote } from './goQuote';

/** A scanned number or duration, or why there is none. */
export type ScannedNumber =
  | { readonly kind: 'number' | 'duration'; readonly end: number }
  | { readonly kind: 'error'; readonly reason: string };

/** Scans what starts with a digit outside brackets. */
export function scanNumberOrDuration(
  query: string,
  start: number,
): ScannedNumber {
  const number = scanNumber(query, start);
  if (number.complete) return { kind: 'number', end: number.end };
  const duration = scanRestOfDuration(query, number.end);
  if (duration.complete) return { kind: 'duration', end: duration.end };
  return {
    kind: 'error',
    reason: `bad number or duration syntax: ${goQuote(
      query.slice(start, duration.end),
    )}`,
  };
}

/** Scans what must follow `[`. */
export function scanDuration(query: string, start: number): ScannedNumber {
  const number = scanNumber(query, start);
  if (number.complete) {
    return { kind: 'error', reason: 'missing unit character in duration' };
  }
  const duration = scanRestOfDuration(query, number.end);
  if (duration.complete) return { kind: 'duration', end: duration.end };
  return {
    kind: 'error',
    reason: `bad duration syntax: ${goQuote(query.slice(start, duration.end))}`,
  };
}

interface Progress {
  readonly end: number;
  readonly complete: boolean;
}

function scanNumber(query: string, start: number): Progress {
  let end = start;
  let digits = /[0-9]/;
  if (query[end] === '0') {
    end += 1;
    if (query[end] === 'x' || query[end] === 'X') {
      end += 1;
      digits = /[0-9a-fA-F]/;
    }
  }
  const acceptDigits = (allowed: RegExp): void => {
    while (end < query.length && allowed.test(query[end])) end += 1;
  };
  acceptDigits(digits);
  if (query[end] === '.') {
    end += 1;
    acceptDigits(digits);
  }
  if (query[end] === 'e' || query[end] === 'E') {
    end += 1;
    if (query[end] === '+' || query[end] === '-') end += 1;
    acceptDigits(/[0-9]/);
  }
  return { end, complete: !isAlphaNumeric(query[end] ?? '') };
}

/** Units are checked loosely here, as Prometheus does; `parseDuration` has the last word. */
function scanRestOfDuration(query: string, start: number): Progress {
  let end = start;
  const acceptUnit = (units: string): boolean => {
    if (end >= query.length || !units.includes(query[end])) return false;
    end += 1;
    if (query[end] === 's') end += 1;
    return true;
  };
  if (!acceptUnit('smhdwy')) return { end, complete: false };
  while (isDigit(query[end] ?? '')) {
    while (isDigit(query[end] ?? '')) end += 1;
    if (!acceptUnit('smhdw')) return { end, complete: false };
  }
  if (isAlphaNumeric(query[end] ?? ''))
    return { end: end + 1, complete: false };
  return { end, complete: true };
}
