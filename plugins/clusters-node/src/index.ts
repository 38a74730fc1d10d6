export { ClusterError } from './ClusterError';
export type { ClusterErrorCode, ClusterErrorOptions } from './ClusterError';
export type {
  ClusterAuth,
  ClusterDashboard,
  ClusterEntry,
  ClusterTls,
  ExecPlugin,
  Impersonation,
  KubeconfigUser,
} from './cluster/ClusterEntry';
export type { ClusterState, ClusterStatus } from './cluster/ClusterState';
export type { ManagedCluster } from './cluster/ManagedCluster';
export type {
  AccessAnswer,
  AccessQuestion,
  CallOptions,
  ClusterConnection,
  ClusterVersion,
  DeleteOptions,
  KubernetesWatchEvent,
  ListOptions,
  LogOptions,
  ObjectList,
  PatchOptions,
  RawRequest,
  RawResponse,
  WatchOptions,
  WriteOptions,
} from './connection/ClusterConnection';
export type {
  DiscoveredKind,
  KindRef,
  ListSelection,
  ObjectRef,
  Viewer,
} from './connection/KindRef';
export type {
  ClusterProblem,
  ClusterRegistry,
  ClusterRegistryEvent,
} from './registry/ClusterRegistry';
export type {
  ClusterSource,
  EntryProblem,
  SourceListing,
} from './registry/ClusterSource';
export { createClusterRegistry } from './registry/createClusterRegistry';
export type { CreateClusterRegistryOptions } from './registry/createClusterRegistry';
export { clustersExtensionPoint } from './registry/clustersExtensionPoint';
export type { ClustersExtensionPoint } from './registry/clustersExtensionPoint';
export { systemClock } from './systemClock';
