export type { EvaluationOptions } from './evaluation/EvaluationOptions';
export {
  evaluateInstant,
  evaluateInstantPausing,
} from './evaluation/evaluateInstant';
export {
  evaluateRange,
  evaluateRangePausing,
  type QueryRange,
} from './evaluation/evaluateRange';
export { type Pausable, runToEnd } from './evaluation/Pausable';
export { sharePausable } from './evaluation/sharePausable';
export type {
  InstantResult,
  MatrixResult,
  ResultSeries,
} from './evaluation/QueryResult';
export { PromqlError, type PromqlErrorCode } from './PromqlError';
export {
  compileRegex,
  type Regex,
  type RegexFailure,
} from './regex/compileRegex';
export { compileMatchers } from './series/compileMatcher';
export { createArraySource } from './series/createArraySource';
export { selectFrom } from './series/selectFrom';
export type { LabelMatcher } from './series/LabelMatcher';
export { compareLabels, type Labels } from './series/Labels';
export type {
  Samples,
  SeriesRequest,
  SeriesSource,
  StoredSeries,
} from './series/SeriesSource';
export { isStale, markStale } from './series/staleMarker';
export type {
  Aggregation,
  AggregationOperator,
  ArithmeticOperator,
  AtModifier,
  BinaryOperation,
  BinaryOperator,
  ComparisonOperator,
  Expr,
  ExprType,
  FunctionCall,
  MatrixSelector,
  NumberLiteral,
  Parentheses,
  SetOperator,
  SourceSpan,
  StringLiteral,
  Subquery,
  UnaryOperation,
  VectorMatching,
  VectorSelector,
} from './syntax/Expr';
export { formatExpr } from './syntax/formatExpr';
export { formatSampleValue } from './syntax/formatNumber';
export { formatQuery } from './syntax/formatQuery';
export { parseDurationMs } from './syntax/duration';
export { parseQuery } from './syntax/parseQuery';
export { parseSeriesSelector } from './syntax/parseSeriesSelector';
export { typeOf } from './syntax/typeOf';
