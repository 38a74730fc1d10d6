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

// Baselines and comparison with the past
export { applyBaseline } from './baseline/applyBaseline';
export type { BaselineDeviation } from './baseline/applyBaseline';
export type { BaselineModel, SlotBaseline } from './baseline/BaselineModel';
export { compareWithPast } from './baseline/compareWithPast';
export type { PastComparison, TimeWindow } from './baseline/compareWithPast';
export { fitBaseline } from './baseline/fitBaseline';
export type { FitBaselineOptions } from './baseline/fitBaseline';
export type { TimedValue } from './series/TimedValue';

// Change points
export type { ChangePoint } from './change-point/ChangePoint';
export { createChangeDetector } from './change-point/createChangeDetector';
export type {
  ChangeDetector,
  ChangeDetectorState,
  LevelChange,
} from './change-point/createChangeDetector';
export { findChangePoints } from './change-point/findChangePoints';
export type { FindChangePointsOptions } from './change-point/findChangePoints';

// Correlation
export { adjustPValues } from './correlation/adjustPValues';
export { correlateWithLag } from './correlation/correlateWithLag';
export type { LagCorrelation } from './correlation/correlateWithLag';
export { rankRelated } from './correlation/rankRelated';
export type {
  CandidateSeries,
  RankRelatedOptions,
  RelatedSeries,
} from './correlation/rankRelated';

// Health score
export { scoreHealth } from './health-score/scoreHealth';
export type {
  HealthDeduction,
  HealthFactor,
  HealthInputs,
  HealthScore,
} from './health-score/scoreHealth';
export { showHealth } from './health-score/showHealth';
export type { HealthLevel, ShownHealth } from './health-score/showHealth';

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
export { forecastDistribution } from './forecast/forecastDistribution';
export type { ForecastDistribution } from './forecast/forecastDistribution';
export type { ForecastMember } from './forecast/ForecastMember';
export { describeTimeToThreshold } from './forecast/describeTimeToThreshold';
export type { DescribeThresholdOptions } from './forecast/describeTimeToThreshold';
export { timeToThreshold } from './forecast/timeToThreshold';
export type {
  ThresholdOptions,
  TimeToThreshold,
} from './forecast/timeToThreshold';
export type { ValueTransform } from './forecast/ValueTransform';

// Right-sizing
export type { HistogramCheckpoint } from './right-sizing/DecayingHistogram';
export { recommendReplicas } from './right-sizing/recommendReplicas';
export type {
  ReplicasInput,
  ReplicasRecommendation,
} from './right-sizing/recommendReplicas';
export { recommendRequest } from './right-sizing/recommendRequest';
export type {
  RequestOptions,
  RequestRecommendation,
} from './right-sizing/recommendRequest';
export { recommendVpa } from './right-sizing/recommendVpa';
export type {
  ContainerResources,
  VpaOptions,
  VpaRecommendation,
} from './right-sizing/recommendVpa';
export { VpaAggregate } from './right-sizing/VpaAggregate';
export type {
  CpuSample,
  VpaCheckpoint,
  VpaHistogramOptions,
} from './right-sizing/VpaAggregate';
export { VpaContainer } from './right-sizing/VpaContainer';

// Anomalies
export { anomalyThreshold } from './anomaly/anomalyThreshold';
export type {
  AnomalyDirection,
  AnomalyKind,
  AnomalyPoint,
  AnomalySample,
} from './anomaly/AnomalyPoint';
export { createAnomalyDetector } from './anomaly/createAnomalyDetector';
export type {
  AnomalyDetector,
  AnomalyDetectorState,
} from './anomaly/createAnomalyDetector';
export { createEntityDetector } from './anomaly/entity/createEntityDetector';
export type {
  EntityDetector,
  EntityDetectorState,
  EntityPoint,
  EntitySample,
} from './anomaly/entity/createEntityDetector';
export { createAnomalyEventBuilder } from './anomaly/event/createAnomalyEventBuilder';
export type {
  AnomalyEvent,
  AnomalyEventBuilder,
  AnomalyEventBuilderState,
  AnomalyEventChange,
} from './anomaly/event/createAnomalyEventBuilder';
