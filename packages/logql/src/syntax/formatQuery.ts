import type { LabelMatcher } from '@orrery/promql';

import type {
  Expr,
  Extraction,
  Grouping,
  LabelFilter,
  MetricExpr,
  RangeAggregation,
  Stage,
  Unwrap,
} from './Expr';

/** A query as it would be written by hand, on one line; parsing it again gives the same. O(length). */
export function formatQuery(expr: Expr): string {
  switch (expr.kind) {
    case 'logs': {
      const stages = expr.stages.map(stage => ` ${formatStage(stage)}`);
      return `{${expr.matchers.map(formatMatcher).join(', ')}}${stages.join(
        '',
      )}`;
    }
    case 'number':
      return String(expr.value);
    case 'vector':
      return `vector(${expr.value})`;
    case 'rangeAggregation':
      return formatRange(expr);
    case 'vectorAggregation': {
      const { operator, grouping, parameter, expr: inner } = expr;
      const head = parameter === undefined ? '' : `${parameter}, `;
      return `${operator}${formatGrouping(grouping)}(${head}${formatQuery(
        inner,
      )})`;
    }
    case 'labelReplace': {
      const { destination, replacement, source, pattern } = expr;
      const texts = [destination, replacement, source, pattern].map(quote);
      return `label_replace(${formatQuery(expr.expr)}, ${texts.join(', ')})`;
    }
    case 'binary':
      return formatBinary(expr);
    default:
      return expr satisfies never;
  }
}

function quote(text: string): string {
  return text.includes('\\') && !text.includes('`')
    ? `\`${text}\``
    : JSON.stringify(text);
}

function formatMatcher({ name, operator, value }: LabelMatcher): string {
  return `${name}${operator}${quote(value)}`;
}

function formatStage(stage: Stage): string {
  switch (stage.kind) {
    case 'lineFilter': {
      const texts = stage.alternatives.map(({ text, isIp }) =>
        isIp ? `ip(${quote(text)})` : quote(text),
      );
      return `${stage.operator} ${texts.join(' or ')}`;
    }
    case 'json':
      return `| json${formatExtractions(stage.extractions)}`;
    case 'logfmt':
      return `| logfmt${stage.isStrict ? ' --strict' : ''}${
        stage.keepsEmpty ? ' --keep-empty' : ''
      }${formatExtractions(stage.extractions)}`;
    case 'regexp':
    case 'pattern':
      return `| ${stage.kind} ${quote(stage.pattern)}`;
    case 'unpack':
    case 'decolorize':
      return `| ${stage.kind}`;
    case 'labelFilter':
      return `| ${formatFilter(stage.filter)}`;
    case 'lineFormat':
      return `| line_format ${quote(stage.template)}`;
    case 'labelFormat': {
      const parts = stage.assignments.map(each =>
        each.kind === 'rename'
          ? `${each.label}=${each.from}`
          : `${each.label}=${quote(each.template)}`,
      );
      return `| label_format ${parts.join(', ')}`;
    }
    case 'drop':
    case 'keep': {
      const names = stage.labels.map(({ name, matcher }) =>
        matcher ? formatMatcher(matcher) : name,
      );
      return `| ${stage.kind} ${names.join(', ')}`;
    }
    default:
      return stage satisfies never;
  }
}

function formatExtractions(extractions: readonly Extraction[]): string {
  if (extractions.length === 0) return '';
  const parts = extractions.map(
    ({ label, expression }) => `${label}=${quote(expression)}`,
  );
  return ` ${parts.join(', ')}`;
}

function formatFilter(filter: LabelFilter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${formatFilter(filter.left)} ${filter.kind} ${formatFilter(
        filter.right,
      )})`;
    case 'string':
      return formatMatcher(filter.matcher);
    case 'ip':
      return `${filter.label}${filter.operator}ip(${quote(filter.pattern)})`;
    case 'duration':
      return `${filter.label} ${filter.operator} ${formatSeconds(
        filter.value,
      )}`;
    case 'bytes':
      return `${filter.label} ${filter.operator} ${filter.value}B`;
    default:
      return `${filter.label} ${filter.operator} ${filter.value}`;
  }
}

function formatRange(expr: RangeAggregation): string {
  const { operator, parameter, logs, unwrap, grouping } = expr;
  const head = parameter === undefined ? '' : `${parameter}, `;
  const offset =
    expr.offsetMs === 0 ? '' : ` offset ${formatSeconds(expr.offsetMs / 1000)}`;
  const by = grouping ? formatGrouping(grouping).trimEnd() : '';
  return `${operator}(${head}${formatQuery(logs)}${formatUnwrap(
    unwrap,
  )} [${formatRangeMs(expr.rangeMs)}]${offset})${by}`;
}

function formatUnwrap(unwrap: Unwrap | undefined): string {
  if (!unwrap) return '';
  const { label, conversion, filters } = unwrap;
  const what = conversion ? `${conversion}(${label})` : label;
  return ` | unwrap ${what}${filters
    .map(filter => ` | ${formatFilter(filter)}`)
    .join('')}`;
}

function formatGrouping(grouping: Grouping | undefined): string {
  if (!grouping) return '';
  const word = grouping.without ? 'without' : 'by';
  return ` ${word} (${grouping.labels.join(', ')}) `;
}

function formatBinary({
  operator,
  left,
  right,
  returnBool,
  matching,
}: Extract<MetricExpr, { readonly kind: 'binary' }>): string {
  const { on, labels, cardinality, include } = matching;
  const matches = on || labels.length > 0 || include.length > 0;
  const group = { 'many-to-one': 'group_left', 'one-to-many': 'group_right' };
  const grouped =
    cardinality === 'many-to-one' || cardinality === 'one-to-many'
      ? ` ${group[cardinality]} (${include.join(', ')})`
      : '';
  const isMatched = matches || grouped !== '';
  const modifier = `${returnBool ? ' bool' : ''}${
    isMatched ? ` ${on ? 'on' : 'ignoring'} (${labels.join(', ')})` : ''
  }${grouped}`;
  return `(${formatQuery(left)} ${operator}${modifier} ${formatQuery(right)})`;
}

/** `1h30m` without what is zero; ranges are whole milliseconds. */
function formatRangeMs(rangeMs: number): string {
  const units = [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
    ['ms', 1],
  ] as const;
  let rest = rangeMs;
  const text = units.map(([unit, unitMs]) => {
    const count = Math.floor(rest / unitMs);
    rest -= count * unitMs;
    return count > 0 ? `${count}${unit}` : '';
  });
  return text.join('') || '0s';
}

/** The shortest duration of Go that reads as these seconds. */
function formatSeconds(seconds: number): string {
  const sign = seconds < 0 ? '-' : '';
  const nanos = Math.round(Math.abs(seconds) * 1e9);
  return nanos % 1_000_000 === 0
    ? `${sign}${formatRangeMs(nanos / 1_000_000)}`
    : `${sign}${nanos}ns`;
}
