import { parseDurationMs } from '@orrery/promql';
import { LokiFailure } from './LokiFailure';

const HOUR_MS = 3_600_000;
/** Loki's `max_query_length`. */
const MAX_RANGE_MS = 721 * HOUR_MS;
/** Loki's `max_entries_limit_per_query`. */
const MAX_ENTRIES = 5_000;

/** From `startMs` on, up to before `endMs`; whole milliseconds, as times of lines are. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * A time in nanoseconds, seconds (at most ten digits, or with a point) or RFC 3339, in ms rounded up: a line of whole milliseconds is
 * after the time just when it is after the result. Undefined for what is none.
 */
function parseTimeMs(text: string): number | undefined {
  if (/^-?\d+$/.test(text)) {
    if (text.length <= 10) return Number(text) * 1_000;
    const nanos = BigInt(text);
    const whole = nanos / 1_000_000n;
    return Number(nanos > whole * 1_000_000n ? whole + 1n : whole);
  }
  if (/^-?\d*\.\d+(e[+-]?\d+)?$/i.test(text)) {
    return Math.ceil(Math.round(Number(text) * 1e6) / 1e3);
  }
  const isTime =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const timeMs = isTime ? Date.parse(text) : NaN;
  if (Number.isNaN(timeMs)) return undefined;
  return /\.\d{3}\d*[1-9]/.test(text) ? timeMs + 1 : timeMs;
}

/** A time, or another where the request names none. */
export function timeOf(
  parameters: URLSearchParams,
  name: string,
  otherwiseMs: number,
): number {
  const text = parameters.get(name) ?? '';
  if (text === '') return otherwiseMs;
  const timeMs = parseTimeMs(text);
  if (timeMs !== undefined) return timeMs;
  const reason = `strconv.ParseInt: parsing ${JSON.stringify(
    text,
  )}: invalid syntax`;
  throw name === 'time'
    ? new LokiFailure(400, reason)
    : notParsed(name, reason);
}

function notParsed(name: string, reason: string): LokiFailure {
  return new LokiFailure(400, `could not parse '${name}' parameter: ${reason}`);
}

/** How long before its end a range begins; unlike other durations it is never plain seconds. */
function sinceOf(parameters: URLSearchParams): number {
  const text = parameters.get('since') ?? '';
  if (text === '') return HOUR_MS;
  const sinceMs = parseDurationMs(text);
  if (sinceMs !== undefined && Number.isFinite(sinceMs)) return sinceMs;
  throw notParsed(
    'since',
    `not a valid duration string: ${JSON.stringify(text)}`,
  );
}

/** `start` and `end`, or the last hour, or as long as `since` says. */
export function rangeOf(parameters: URLSearchParams, nowMs: number): TimeRange {
  const sinceMs = sinceOf(parameters);
  const endMs = timeOf(parameters, 'end', nowMs);
  const latestMs = Math.min(endMs, nowMs);
  const startMs = timeOf(parameters, 'start', latestMs - sinceMs);
  if (endMs < startMs) {
    throw new LokiFailure(
      400,
      `end timestamp must not be before or equal to start time`,
    );
  }
  if (endMs - startMs > MAX_RANGE_MS) {
    throw new LokiFailure(
      400,
      `the query time range exceeds the limit (query length: ${Math.round(
        (endMs - startMs) / HOUR_MS,
      )}h0m0s, limit: 30d1h)`,
    );
  }
  return { startMs, endMs };
}

/** How many lines at most; 100 where the request does not say. */
export function limitOf(parameters: URLSearchParams): number {
  const limit = countOf(parameters, 'limit', 100);
  if (limit > MAX_ENTRIES) {
    throw new LokiFailure(
      400,
      `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${MAX_ENTRIES})`,
    );
  }
  return limit;
}

/** How many of something at most. */
export function countOf(
  parameters: URLSearchParams,
  name: string,
  otherwise: number,
): number {
  const text = parameters.get(name) ?? '';
  if (text === '') return otherwise;
  if (!/^[+-]?\d+$/.test(text)) {
    throw new LokiFailure(
      400,
      `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  const limit = Number(text);
  if (limit <= 0) {
    throw new LokiFailure(400, 'limit must be a positive value');
  }
  return limit;
}

/** Newest first unless the request says otherwise. */
export function directionOf(
  parameters: URLSearchParams,
): 'forward' | 'backward' {
  const text = parameters.get('direction') ?? '';
  switch (text.toLowerCase()) {
    case '':
    case 'backward':
      return 'backward';
    case 'forward':
      return 'forward';
    default:
      throw new LokiFailure(400, `invalid direction '${text}'`);
  }
}

/** The step of a range query; a 250th of the range, at least a second, where the request does not say. */
export function stepOf(
  parameters: URLSearchParams,
  { startMs, endMs }: TimeRange,
): number {
  const stepMs = optionalDurationMs(parameters, 'step');
  if (stepMs === undefined) {
    return Math.max(1, Math.floor((endMs - startMs) / 250_000)) * 1_000;
  }
  if (stepMs <= 0) {
    throw new LokiFailure(
      400,
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  return stepMs;
}

/** Seconds or `5m`, in whole ms; undefined where the request does not say. */
export function optionalDurationMs(
  parameters: URLSearchParams,
  name: string,
): number | undefined {
  const text = parameters.get(name) ?? '';
  if (text === '') return undefined;
  const durationMs = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
    ? Number(text) * 1_000
    : parseDurationMs(text);
  if (durationMs === undefined || !Number.isFinite(durationMs)) {
    throw new LokiFailure(
      400,
      `cannot parse ${JSON.stringify(text)} to a valid duration`,
    );
  }
  return Math.round(durationMs);
}
