import {
  compilePipeline,
  evaluateLogs,
  type LogExpr,
  parseQuery,
  type ResultEntry,
} from '@orrery/logql';
import { LineState } from '@orrery/logql';
import type { LokiApiContext, LokiEndpoint, LokiRequest } from './LokiApi';
import { LokiFailure } from './LokiFailure';
import { countOf, rangeOf, stepOf } from './parseLokiParameters';
import { runSliced } from './runSliced';
import { toLinePattern } from './toLinePattern';

/** Lines from which patterns are learnt. */
const PATTERN_LINES = 1_000;
/** Lines from which fields are learnt, and fields that are told, unless a request asks for more. */
const FIELD_LINES = 100;
const MAX_FIELDS = 1_000;
const MAX_PATTERNS = 60;

interface DetectedField {
  readonly values: Set<string>;
  /** None for structured metadata. */
  readonly parser: 'json' | 'logfmt' | undefined;
}

/** `GET|POST /loki/api/v1/detected_fields`: what parsers would find in the newest lines. */
export const answerDetectedFields: LokiEndpoint = async (context, request) => {
  const { parameters } = request;
  const limit = fieldLimitOf(parameters);
  const lineLimit = countOf(parameters, 'line_limit', FIELD_LINES);
  const fields = detectFields(await newestLines(context, request, lineLimit));
  const found = [...fields]
    .slice(0, limit)
    .map(([label, { values, parser }]) => ({
      label,
      type: typeOf([...values]),
      cardinality: values.size,
      parsers: parser === undefined ? null : [parser],
    }));
  return JSON.stringify({ fields: found, limit });
};

/** `GET|POST /loki/api/v1/detected_field/NAME/values`: what a field is in the newest lines. */
export function answerDetectedFieldValues(name: string): LokiEndpoint {
  return async (context, request) => {
    const { parameters } = request;
    const limit = fieldLimitOf(parameters);
    const lineLimit = countOf(parameters, 'line_limit', FIELD_LINES);
    const fields = detectFields(await newestLines(context, request, lineLimit));
    const values = [...(fields.get(name)?.values ?? [])].slice(0, limit);
    return JSON.stringify({ values, limit });
  };
}

/** Clients of the first versions say `field_limit`. */
function fieldLimitOf(parameters: URLSearchParams): number {
  const name = parameters.get('limit') ? 'limit' : 'field_limit';
  return countOf(parameters, name, MAX_FIELDS);
}

function detectFields(
  lines: readonly ResultEntry[],
): ReadonlyMap<string, DetectedField> {
  const parsers = (['json', 'logfmt'] as const).map(kind => ({
    kind,
    parse: compilePipeline([
      kind === 'json'
        ? { kind, extractions: [] }
        : { kind, extractions: [], isStrict: true, keepsEmpty: false },
    ]),
  }));
  const fields = new Map<string, DetectedField>();
  const add = (
    label: string,
    value: string,
    parser: DetectedField['parser'],
  ): void => {
    const known = fields.get(label) ?? { values: new Set(), parser };
    known.values.add(value);
    fields.set(label, known);
  };
  for (const { line, timeMs, layers } of lines) {
    for (const [name, value] of Object.entries(layers.metadata)) {
      add(name, value, undefined);
    }
    for (const { kind, parse } of parsers) {
      const state = new LineState({ timeMs, line }, {});
      parse(state);
      if (state.hasError) continue;
      for (const [name, value] of Object.entries(state.layers().parsed)) {
        add(name, value, kind);
      }
      break;
    }
  }
  return fields;
}

/** `GET|POST /loki/api/v1/patterns`: lines that differ only in numbers and names, counted over time. */
export const answerPatterns: LokiEndpoint = async (context, request) => {
  const lines = await newestLines(context, request, PATTERN_LINES);
  const range = rangeOf(request.parameters, context.nowMs());
  const stepSeconds = Math.max(1, stepOf(request.parameters, range) / 1_000);
  const counts = new Map<string, Map<number, number>>();
  for (const { line, timeMs } of lines) {
    const pattern = toLinePattern(line);
    const bySecond = counts.get(pattern) ?? new Map<number, number>();
    counts.set(pattern, bySecond);
    const second = Math.floor(timeMs / 1_000 / stepSeconds) * stepSeconds;
    bySecond.set(second, (bySecond.get(second) ?? 0) + 1);
  }
  const totalOf = (bySecond: ReadonlyMap<number, number>) =>
    [...bySecond.values()].reduce((sum, count) => sum + count, 0);
  const data = [...counts]
    .sort(([, a], [, b]) => totalOf(b) - totalOf(a))
    .slice(0, MAX_PATTERNS)
    .map(([pattern, bySecond]) => ({
      pattern,
      samples: [...bySecond].sort(([a], [b]) => a - b),
    }));
  return JSON.stringify({ status: 'success', data });
};

async function newestLines(
  { source, nowMs, elapsedMs }: LokiApiContext,
  { parameters, signal }: LokiRequest,
  limit: number,
): Promise<readonly ResultEntry[]> {
  const expr = logExprOf(parameters.get('query') ?? '');
  const range = rangeOf(parameters, nowMs());
  const { streams } = await runSliced(
    evaluateLogs(expr, { ...range, direction: 'backward', limit }, source),
    ...([elapsedMs, signal] as const),
  );
  return streams.flatMap(({ entries }) => entries);
}

/** A query of lines. Throws LokiFailure for one of numbers. */
export function logExprOf(query: string): LogExpr {
  const expr = parseQuery(query);
  if (expr.kind === 'logs') return expr;
  throw new LokiFailure(400, 'only log selector is supported');
}

function typeOf(values: readonly string[]): string {
  const shapes = [
    ['int', /^-?\d+$/],
    ['float', /^-?\d+\.\d+$/],
    ['boolean', /^(true|false)$/],
    ['duration', /^\d+(\.\d+)?(ns|µs|us|ms|s|m|h)$/],
    ['bytes', /^\d+(\.\d+)?[KMG]i?B$/],
  ] as const;
  const shape = shapes.find(([, pattern]) =>
    values.every(value => pattern.test(value)),
  );
  return shape?.[0] ?? 'string';
}
