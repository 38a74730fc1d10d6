import type {
  AggregationOperator as PromqlAggregationOperator,
  BinaryOperator,
  LabelMatcher,
  VectorMatching,
} from '@orrery/promql';

/** A parsed query: of lines, or of numbers counted from them. */
export type Expr = LogExpr | MetricExpr;

/** `{app="web"} |= "error" | json`. */
export interface LogExpr {
  readonly kind: 'logs';
  readonly matchers: readonly LabelMatcher[];
  readonly stages: readonly Stage[];
}

/** One step of a pipeline. */
export type Stage =
  | LineFilterStage
  | { readonly kind: 'json'; readonly extractions: readonly Extraction[] }
  | LogfmtStage
  | { readonly kind: 'regexp'; readonly pattern: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'unpack' }
  | { readonly kind: 'labelFilter'; readonly filter: LabelFilter }
  | { readonly kind: 'lineFormat'; readonly template: string }
  | {
      readonly kind: 'labelFormat';
      readonly assignments: readonly LabelAssignment[];
    }
  | { readonly kind: 'decolorize' }
  | { readonly kind: 'drop'; readonly labels: readonly LabelChoice[] }
  | { readonly kind: 'keep'; readonly labels: readonly LabelChoice[] };

/** How a line filter compares. */
export type LineFilterOperator = '|=' | '!=' | '|~' | '!~' | '|>' | '!>';

/** `|= "a" or "b"`; of a negated operator, no alternative may match. */
export interface LineFilterStage {
  readonly kind: 'lineFilter';
  readonly operator: LineFilterOperator;
  readonly alternatives: readonly LineMatch[];
}

/** A text, pattern or, as `ip("10.0.0.0/8")`, a range of addresses. */
export interface LineMatch {
  readonly text: string;
  readonly isIp: boolean;
}

/** `| logfmt --strict status, took="duration"`. */
export interface LogfmtStage {
  readonly kind: 'logfmt';
  readonly isStrict: boolean;
  readonly keepsEmpty: boolean;
  readonly extractions: readonly Extraction[];
}

/** `label="expression"` of a parser. */
export interface Extraction {
  readonly label: string;
  readonly expression: string;
}

/** `to=from` or `to="template"`. */
export type LabelAssignment =
  | { readonly kind: 'rename'; readonly label: string; readonly from: string }
  | {
      readonly kind: 'template';
      readonly label: string;
      readonly template: string;
    };

/** A label that `drop` and `keep` name, or one with certain values only. */
export interface LabelChoice {
  readonly name: string;
  readonly matcher?: LabelMatcher;
}

/** How numbers are compared; `==` and `=` are the same. */
export type ComparisonOperator = '==' | '!=' | '>' | '>=' | '<' | '<=';

/** What a label must be for a line to be kept. Durations are in seconds, sizes in bytes. */
export type LabelFilter =
  | { readonly kind: 'string'; readonly matcher: LabelMatcher }
  | {
      readonly kind: 'number' | 'duration' | 'bytes';
      readonly label: string;
      readonly operator: ComparisonOperator;
      readonly value: number;
    }
  | {
      readonly kind: 'ip';
      readonly label: string;
      readonly operator: '=' | '!=';
      readonly pattern: string;
    }
  | {
      readonly kind: 'and' | 'or';
      readonly left: LabelFilter;
      readonly right: LabelFilter;
    };

/** A query whose answer are numbers over time. */
export type MetricExpr =
  | RangeAggregation
  | VectorAggregation
  | BinaryOperation
  | { readonly kind: 'number'; readonly value: number }
  | LabelReplace
  | { readonly kind: 'vector'; readonly value: number };

/** What is made of the lines of a window. */
export type RangeOperator =
  | 'count_over_time'
  | 'rate'
  | 'rate_counter'
  | 'bytes_over_time'
  | 'bytes_rate'
  | 'avg_over_time'
  | 'sum_over_time'
  | 'min_over_time'
  | 'max_over_time'
  | 'stdvar_over_time'
  | 'stddev_over_time'
  | 'quantile_over_time'
  | 'first_over_time'
  | 'last_over_time'
  | 'absent_over_time';

/** `rate({app="web"} |= "error" [5m] offset 1h)`. */
export interface RangeAggregation {
  readonly kind: 'rangeAggregation';
  readonly operator: RangeOperator;
  readonly parameter?: number;
  readonly logs: LogExpr;
  readonly rangeMs: number;
  /** Positive looks into the past. */
  readonly offsetMs: number;
  readonly unwrap?: Unwrap;
  readonly grouping?: Grouping;
}

/** `| unwrap duration(took) | __error__=""`: the number that a line stands for. */
export interface Unwrap {
  readonly label: string;
  readonly conversion?: 'bytes' | 'duration' | 'duration_seconds';
  readonly filters: readonly LabelFilter[];
}

/** `by (a, b)` or `without (a, b)`. */
export interface Grouping {
  readonly without: boolean;
  readonly labels: readonly string[];
}

/** What is made of the elements of a vector. */
export type VectorOperator =
  | Extract<
      PromqlAggregationOperator,
      | 'sum'
      | 'avg'
      | 'count'
      | 'min'
      | 'max'
      | 'stddev'
      | 'stdvar'
      | 'topk'
      | 'bottomk'
    >
  | 'sort'
  | 'sort_desc';

/** `topk(5, x) by (app)`. */
export interface VectorAggregation {
  readonly kind: 'vectorAggregation';
  readonly operator: VectorOperator;
  readonly parameter?: number;
  readonly expr: MetricExpr;
  readonly grouping?: Grouping;
}

/** `a / on (app) group_left b`. */
export interface BinaryOperation {
  readonly kind: 'binary';
  readonly operator: Exclude<BinaryOperator, 'atan2'>;
  readonly left: MetricExpr;
  readonly right: MetricExpr;
  readonly returnBool: boolean;
  readonly matching: VectorMatching;
}

/** `label_replace(x, "to", "$1", "from", "(.*)")`. */
export interface LabelReplace {
  readonly kind: 'labelReplace';
  readonly expr: MetricExpr;
  readonly destination: string;
  readonly replacement: string;
  readonly source: string;
  readonly pattern: string;
}
