export {
  startAlertmanagerServer,
  type AlertmanagerServer,
  type AlertmanagerServerOptions,
} from './alertmanager/startAlertmanagerServer';
export { createManualClock } from './clock/createManualClock';
export type { ManualClock } from './clock/createManualClock';
export { createRealTimeClock } from './clock/createRealTimeClock';
export type { SimulationClock } from './clock/SimulationClock';
export { runCli } from './cli/runCli';
export { FaultInjector } from './faults/FaultInjector';
export type { Fault, FaultKind } from './faults/FaultInjector';
export { createPrometheusApi } from './prometheus/createPrometheusApi';
export { handlePrometheusRequest } from './prometheus/handlePrometheusRequest';
export type {
  MetricMetadata,
  PrometheusAnswer,
  PrometheusApiOptions,
  PrometheusErrorType,
  PrometheusRequest,
} from './prometheus/PrometheusApi';
export { DEFAULT_RULE_FILES } from './prometheus/rules/defaultRuleGroups';
export { startFederatedPrometheus } from './prometheus/startFederatedPrometheus';
export { startApiServer } from './server/startApiServer';
export type { ApiServer, ApiServerOptions } from './server/startApiServer';
export { startSimulator } from './startSimulator';
export type { Simulator, SimulatorOptions } from './startSimulator';
export { createClusterStore } from './store/createClusterStore';
export type {
  ClusterStore,
  DeleteRequest,
  ResourceId,
  StoreChange,
} from './store/ClusterStore';
export { createClusterCertificates } from './tls/createClusterCertificates';
export type { SimulatedCluster } from './startCluster';
