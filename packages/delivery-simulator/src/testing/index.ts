export { clusterPortContract } from './contract/clusterPortContract';
export type { ClusterPortHarness } from './contract/ClusterPortHarness';
export { createManualTimers, type ManualTimers } from './createManualTimers';
export {
  createMemoryCluster,
  type MemoryCluster,
  type MemoryClusterOptions,
  type MemoryWrite,
} from './createMemoryCluster';
export {
  createMemoryRepositories,
  type MemoryRepositories,
} from './createMemoryRepositories';
