import type { LabelMatcher } from '../series/LabelMatcher';

/** Where an expression stands in the query, in UTF-16 units. */
export interface SourceSpan {
  readonly start: number;
  readonly end: number;
}

/** The names of types as PromQL's documentation has them are in `documentedType`. */
export type ExprType = 'scalar' | 'vector' | 'matrix' | 'string';

/** What `@` names: a time, or the start or end of the evaluated range. */
export type AtModifier =
  | { readonly kind: 'timestamp'; readonly timestampMs: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' };

/** A parsed query. */
export type Expr =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Aggregation
  | BinaryOperation
  | UnaryOperation
  | FunctionCall
  | Parentheses;

/** `1.5`, `0x1f`, `-Inf`. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  readonly span: SourceSpan;
}

/** `"text"`, without its quotes and escapes. */
export interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
  readonly span: SourceSpan;
}

/** `up{job="node"} @ 1700000000 offset 5m`. */
export interface VectorSelector {
  readonly kind: 'vectorSelector';
  /** The name before the braces; it is also the last of `matchers`. */
  readonly name?: string;
  readonly matchers: readonly LabelMatcher[];
  /** Positive looks into the past; 0 when there is none. */
  readonly offsetMs: number;
  readonly at?: AtModifier;
  readonly span: SourceSpan;
}

/** `up[5m]`; offset and `@` are those of the selector. */
export interface MatrixSelector {
  readonly kind: 'matrixSelector';
  readonly selector: VectorSelector;
  readonly rangeMs: number;
  readonly span: SourceSpan;
}

/** `rate(x[5m])[1h:1m] offset 1d`. */
export interface Subquery {
  readonly kind: 'subquery';
  readonly expr: Expr;
  readonly rangeMs: number;
  /** Undefined for the default, `[1h:]`. */
  readonly stepMs?: number;
  readonly offsetMs: number;
  readonly at?: AtModifier;
  readonly span: SourceSpan;
}

/** The aggregation operators. */
export type AggregationOperator =
  | 'sum'
  | 'avg'
  | 'count'
  | 'min'
  | 'max'
  | 'group'
  | 'stddev'
  | 'stdvar'
  | 'topk'
  | 'bottomk'
  | 'count_values'
  | 'quantile'
  | 'limitk';

/** `sum by (job) (x)`, `topk(5, x)`. */
export interface Aggregation {
  readonly kind: 'aggregation';
  readonly operator: AggregationOperator;
  readonly expr: Expr;
  /** The first argument of topk, bottomk, quantile, count_values and limitk. */
  readonly parameter?: Expr;
  readonly grouping: readonly string[];
  readonly without: boolean;
  readonly span: SourceSpan;
}

/** The operators that yield a number for two numbers. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2';
/** The operators that filter, or yield 0 and 1 with `bool`. */
export type ComparisonOperator = '==' | '!=' | '>' | '<' | '>=' | '<=';
/** The operators on the members of vectors. */
export type SetOperator = 'and' | 'or' | 'unless';
/** Every operator with two operands. */
export type BinaryOperator =
  | ArithmeticOperator
  | ComparisonOperator
  | SetOperator;

/** How the elements of two vectors find each other. */
export interface VectorMatching {
  readonly cardinality:
    | 'one-to-one'
    | 'many-to-one'
    | 'one-to-many'
    | 'many-to-many';
  /** With `on` only `labels` are compared, else all but `labels`. */
  readonly on: boolean;
  readonly labels: readonly string[];
  /** Copied from the "one" side by `group_left` and `group_right`. */
  readonly include: readonly string[];
}

/** `a + on (x) group_left (y) b`. */
export interface BinaryOperation {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
  readonly returnBool: boolean;
  readonly matching: VectorMatching;
  readonly span: SourceSpan;
}

/** `-x`; a signed number is a NumberLiteral. */
export interface UnaryOperation {
  readonly kind: 'unary';
  readonly operator: '+' | '-';
  readonly expr: Expr;
  readonly span: SourceSpan;
}

/** `rate(x[5m])`. */
export interface FunctionCall {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expr[];
  readonly span: SourceSpan;
}

/** `(x)`, kept so that a query prints as it was written. */
export interface Parentheses {
  readonly kind: 'parentheses';
  readonly expr: Expr;
  readonly span: SourceSpan;
}
