import type { LabelMatcher } from '@orrery/promql';

import { parseError } from '../LogqlError';
import type {
  Grouping,
  LabelFilter,
  RangeAggregation,
  RangeOperator,
  Stage,
  Unwrap,
} from './Expr';
import { parseGrouping } from './parseGrouping';
import { parseLabelFilter } from './parseLabelFilter';
import { parsePipeline } from './parsePipeline';
import { parseSelector } from './parseSelector';
import type { TokenStream } from './TokenStream';

interface OperatorTraits {
  /** Whether lines stand for numbers: never, always, or as the query has it. */
  readonly unwraps: 'never' | 'always' | 'maybe';
  readonly canGroup?: boolean;
}

/** What each operator takes. */
const traits: Readonly<Record<RangeOperator, OperatorTraits>> = {
  count_over_time: { unwraps: 'never' },
  rate: { unwraps: 'maybe' },
  rate_counter: { unwraps: 'always' },
  bytes_over_time: { unwraps: 'never' },
  bytes_rate: { unwraps: 'never' },
  avg_over_time: { unwraps: 'always', canGroup: true },
  sum_over_time: { unwraps: 'always' },
  min_over_time: { unwraps: 'always', canGroup: true },
  max_over_time: { unwraps: 'always', canGroup: true },
  stdvar_over_time: { unwraps: 'always', canGroup: true },
  stddev_over_time: { unwraps: 'always', canGroup: true },
  quantile_over_time: { unwraps: 'always', canGroup: true },
  first_over_time: { unwraps: 'always', canGroup: true },
  last_over_time: { unwraps: 'always', canGroup: true },
  absent_over_time: { unwraps: 'maybe' },
};

/** The operator that a token names; undefined when it names none. */
export function rangeOperatorOf(kind: string): RangeOperator | undefined {
  const name = kind.toLowerCase();
  return kind !== name && isRangeOperator(name) ? name : undefined;
}

/** `quantile_over_time(0.9, {app="web"} | json | unwrap took [5m]) by (pod)` from its name on. */
export function parseRangeAggregation(
  tokens: TokenStream,
  operator: RangeOperator,
): RangeAggregation {
  tokens.next();
  tokens.expect('(');
  let parameter: number | undefined;
  if (tokens.at('NUMBER')) {
    parameter = Number(tokens.next().text);
    tokens.expect(',');
  }
  const parts: RangeParts = { matchers: [], stages: [] };
  parseParts(tokens, parts);
  const { matchers, stages, rangeMs, offsetMs = 0, unwrap } = parts;
  if (rangeMs === undefined) return tokens.unexpected();
  tokens.expect(')');
  const grouping = tokens.at('by', 'without')
    ? parseGrouping(tokens)
    : undefined;
  check(operator, parameter, unwrap, grouping);
  return {
    kind: 'rangeAggregation',
    operator,
    logs: { kind: 'logs', matchers, stages },
    ...{ rangeMs, offsetMs },
    ...(parameter === undefined ? {} : { parameter }),
    ...(unwrap ? { unwrap } : {}),
    ...(grouping ? { grouping } : {}),
  };
}

function isRangeOperator(name: string): name is RangeOperator {
  return Object.hasOwn(traits, name);
}

/** What stands in the parentheses, in whatever order it came. */
interface RangeParts {
  matchers: readonly LabelMatcher[];
  stages: readonly Stage[];
  rangeMs?: number;
  offsetMs?: number;
  unwrap?: Unwrap;
}

/** The range may stand behind the selector, the pipeline or a parenthesis around either. */
function parseParts(tokens: TokenStream, parts: RangeParts): void {
  tokens.nested(() => {
    if (tokens.accept('(')) {
      parseParts(tokens, parts);
      tokens.expect(')');
    } else parts.matchers = parseSelector(tokens);
    for (;;) {
      if (tokens.at('RANGE') && parts.rangeMs === undefined) {
        parts.rangeMs = tokens.next().amount;
      } else if (
        tokens.at('offset') &&
        parts.rangeMs !== undefined &&
        parts.offsetMs === undefined
      ) {
        tokens.next();
        const seconds = tokens.expect('DURATION').amount ?? 0;
        parts.offsetMs = Math.round(seconds * 1000);
      } else if (tokens.at('|') && tokens.peek(1).kind === 'unwrap') {
        if (parts.unwrap) return tokens.unexpected();
        parts.unwrap = parseUnwrap(tokens);
      } else {
        const stages = parts.unwrap ? [] : parsePipeline(tokens);
        if (stages.length === 0) return undefined;
        parts.stages = [...parts.stages, ...stages];
      }
    }
  });
}

function parseUnwrap(tokens: TokenStream): Unwrap {
  tokens.expect('|');
  tokens.expect('unwrap');
  const conversion = conversionOf(tokens.peek().kind);
  if (conversion) {
    tokens.next();
    tokens.expect('(');
  } else if (!tokens.at('IDENTIFIER')) tokens.unexpected();
  const label = tokens.expect('IDENTIFIER').text;
  if (conversion) tokens.expect(')');
  const filters: LabelFilter[] = [];
  while (tokens.accept('|')) filters.push(parseLabelFilter(tokens));
  return { label, ...(conversion ? { conversion } : {}), filters };
}

function conversionOf(kind: string): Unwrap['conversion'] {
  switch (kind) {
    case 'BYTES_CONV':
      return 'bytes';
    case 'DURATION_CONV':
      return 'duration';
    case 'DURATION_SECONDS_CONV':
      return 'duration_seconds';
    default:
      return undefined;
  }
}

function check(
  operator: RangeOperator,
  parameter: number | undefined,
  unwrap: Unwrap | undefined,
  grouping: Grouping | undefined,
): void {
  const { unwraps, canGroup } = traits[operator];
  if (operator === 'quantile_over_time' && parameter === undefined) {
    throw parseError(`parameter required for operation ${operator}`);
  }
  if (operator !== 'quantile_over_time' && parameter !== undefined) {
    throw parseError(
      `parameter ${parameter} not supported for operation ${operator}`,
    );
  }
  if (unwrap && unwraps === 'never') {
    throw parseError(`invalid aggregation ${operator} with unwrap`);
  }
  if (!unwrap && unwraps === 'always') {
    throw parseError(`invalid aggregation ${operator} without unwrap`);
  }
  if (grouping && !canGroup) {
    throw parseError(`grouping not allowed for ${operator} aggregation`);
  }
}
