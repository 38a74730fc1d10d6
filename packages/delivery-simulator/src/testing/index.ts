export { clusterPortContract } from './contract/clusterPortContract';
export type { ClusterPortHarness } from './contract/ClusterPortHarness';
