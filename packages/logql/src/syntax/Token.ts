/** One piece of a query. */
export interface Token {
  /**
   * As Loki names it in `unexpected …`: the text of a keyword or sign, the name of a function in capitals, or `IDENTIFIER`,
   * `STRING`, `NUMBER`, `DURATION`, `BYTES`, `RANGE`, `PARSER_FLAG`, `$end`.
   */
  readonly kind: string;
  /** As written; of a string, what it says. */
  readonly text: string;
  /** Seconds of a DURATION, bytes of BYTES, milliseconds of a RANGE. */
  readonly amount?: number;
  /** Both from 1. The line is 0 for tokens that Loki's scanner has to look ahead for, as its messages have it. */
  readonly line: number;
  readonly column: number;
}

/** Words that are special wherever they stand, in any case. */
export const keywords: ReadonlySet<string> = new Set([
  'by',
  'without',
  'bool',
  'label_replace',
  'offset',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'or',
  'and',
  'unless',
  'unwrap',
  'json',
  'regexp',
  'logfmt',
  'unpack',
  'pattern',
  'label_format',
  'line_format',
  'ip',
  'decolorize',
  'drop',
  'keep',
]);

/** Words that are special before a parenthesis or a grouping only. */
export const functionWords: ReadonlySet<string> = new Set([
  'rate',
  'rate_counter',
  'count_over_time',
  'bytes_rate',
  'bytes_over_time',
  'avg_over_time',
  'sum_over_time',
  'min_over_time',
  'max_over_time',
  'stdvar_over_time',
  'stddev_over_time',
  'quantile_over_time',
  'first_over_time',
  'last_over_time',
  'absent_over_time',
  'vector',
  'sum',
  'avg',
  'max',
  'min',
  'count',
  'stddev',
  'stdvar',
  'bottomk',
  'topk',
  'sort',
  'sort_desc',
  'label_replace',
  'bytes',
  'duration',
  'duration_seconds',
  'ip',
]);
