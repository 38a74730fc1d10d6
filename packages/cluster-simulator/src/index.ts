export { createManualClock } from './clock/createManualClock';
export type { ManualClock } from './clock/createManualClock';
export type { SimulationClock } from './clock/SimulationClock';
export { runCli } from './cli/runCli';
export { FaultInjector } from './faults/FaultInjector';
export type { Fault, FaultKind } from './faults/FaultInjector';
export { startSimulator } from './startSimulator';
export type {
  SimulatedCluster,
  Simulator,
  SimulatorOptions,
} from './startSimulator';
export type {
  ClusterStore,
  DeleteRequest,
  ResourceId,
  StoreChange,
} from './store/ClusterStore';
