import { parseDurationMs } from '@orrery/promql';

import { ApiFailure, invalidParameter } from './ApiFailure';

const floatPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Seconds or RFC 3339, in ms; undefined for what is neither. */
function parseTimeMs(text: string): number | undefined {
  if (floatPattern.test(text)) return Math.round(Number(text) * 1000);
  const timeMs = timePattern.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

/** A time that must be there. */
export function requiredTimeMs(
  parameters: URLSearchParams,
  name: string,
): number {
  const text = parameters.get(name) ?? '';
  const timeMs = parseTimeMs(text);
  if (timeMs !== undefined) return timeMs;
  throw invalidParameter(
    name,
    `cannot parse ${JSON.stringify(text)} to a valid timestamp`,
  );
}

/** A time, or another where the request names none. */
export function optionalTimeMs(
  parameters: URLSearchParams,
  name: string,
  otherwiseMs: number,
): number {
  const text = parameters.get(name) ?? '';
  if (text === '') return otherwiseMs;
  const timeMs = parseTimeMs(text);
  if (timeMs !== undefined) return timeMs;
  throw invalidParameter(
    name,
    `Invalid time value for '${name}': cannot parse ${JSON.stringify(
      text,
    )} to a valid timestamp`,
  );
}

/** Seconds or `5m`, in ms. */
export function durationMs(parameters: URLSearchParams, name: string): number {
  const text = parameters.get(name) ?? '';
  const reason = `cannot parse ${JSON.stringify(text)} to a valid duration`;
  if (floatPattern.test(text)) {
    const valueMs = Number(text) * 1000;
    if (Math.abs(valueMs) > 9_223_372_036_854) {
      throw invalidParameter(name, `${reason}. It overflows int64`);
    }
    return valueMs;
  }
  const parsedMs = parseDurationMs(text);
  if (parsedMs === undefined || parsedMs === Infinity) {
    throw invalidParameter(name, reason);
  }
  return parsedMs;
}

/** How many to answer at most; infinity where the request names no limit, or a negative one. */
export function limitOf(parameters: URLSearchParams): number {
  const text = parameters.get('limit') ?? '';
  if (text === '') return Infinity;
  if (!/^[+-]?\d+$/.test(text)) {
    throw new ApiFailure('bad_data', 'limit must be a number');
  }
  return Number(text) < 0 ? Infinity : Number(text);
}
