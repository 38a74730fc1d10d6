// Root causes
export { rankRootCauses } from './rca/rankRootCauses';
export type {
  RankedCause,
  RootCause,
  RootCauseReport,
} from './rca/rankRootCauses';
export type {
  ExplainedCaller,
  Explanation,
  PathStep,
} from './rca/explainCause';
export type { Finding } from './rca/describeFinding';
export type {
  MetricKind,
  RcaEdge,
  RcaInput,
  RcaMetric,
  RcaNode,
  RcaTarget,
} from './rca/RcaInput';

// Log templates
export { createTemplateMiner } from './logs/createTemplateMiner';
export type {
  TemplateMiner,
  TemplateMinerOptions,
  TemplateMinerState,
} from './logs/createTemplateMiner';
export type {
  LogFinding,
  LogMatch,
  LogSeverity,
  LogTemplate,
} from './logs/LogTemplate';
export { matchesTemplate } from './logs/matchesTemplate';

// Forecasts
export { applyForecast } from './forecast/applyForecast';
export type { ApplyForecastOptions } from './forecast/applyForecast';
export { fitForecast } from './forecast/fitForecast';
export type { FitForecastOptions } from './forecast/fitForecast';
export type {
  Forecast,
  ForecastBounds,
  ForecastModel,
  ForecastSpread,
} from './forecast/Forecast';
export type { ForecastMember } from './forecast/ForecastMember';
export type { ValueTransform } from './forecast/ValueTransform';
