export {
  evaluateLogs,
  type LogQuery,
  type LogResult,
  type ResultEntry,
  type ResultStream,
} from './evaluation/evaluateLogs';
export {
  evaluateMetricInstant,
  evaluateMetricRange,
  type MetricOptions,
} from './evaluation/evaluateMetrics';
export { createQueryStats, type QueryStats } from './evaluation/QueryStats';
export { runToEnd, type Steps } from './evaluation/Steps';
export { compileMatchers } from './labels/compileMatchers';
export { formatLabels, keyOf } from './labels/Labels';
export { LineState, type LabelLayers } from './lines/LineState';
export type {
  LogEntry,
  LogRange,
  LogSource,
  LogStream,
} from './lines/LogSource';
export { LogqlError, type LogqlErrorCode } from './LogqlError';
export type { ReadLimits } from './metrics/readRange';
export type { StepGrid } from './metrics/StepGrid';
export { compilePipeline } from './pipeline/compilePipeline';
export type { CompiledStage } from './pipeline/Stage';
export type {
  Expr,
  LabelFilter,
  LogExpr,
  MetricExpr,
  RangeAggregation,
  Stage,
} from './syntax/Expr';
export { formatQuery } from './syntax/formatQuery';
export { parseQuery, parseStreamSelector } from './syntax/parseQuery';
