export { createChartSource } from './charts/createChartSource';
export { demoCharts } from './charts/demo/demoCharts';
export {
  startOciRegistry,
  type OciRegistry,
  type OciRegistryOptions,
} from './charts/oci/startOciRegistry';
export {
  startChartRepository,
  type ChartRepository,
  type ChartRepositoryOptions,
  type ChartSeed,
} from './charts/repository/startChartRepository';
export type {
  ApplyRequest,
  ClusterPort,
  DeleteRequest,
  KindRef,
  ObjectChange,
  ObjectEvent,
  ObjectRef,
  ServedKind,
  WriteRequest,
} from './cluster/ClusterPort';
export {
  ClusterRequestError,
  type ClusterRequestReason,
} from './cluster/ClusterRequestError';
export { GitError, type GitErrorCode } from './git/GitError';
export type {
  CommitAuthor,
  CommitRequest,
  FileChanges,
  GitCommit,
  GitPush,
  GitRepositories,
  WritableGitRepositories,
} from './git/GitRepositories';
export {
  startGitServer,
  type GitServer,
  type GitServerOptions,
  type RepositorySeed,
} from './git/startGitServer';
export type { SeedCommit } from './git/toFastImport';
export { crossplaneObjects } from './crossplane/platform/crossplaneObjects';
export {
  seedClusterClaim,
  type ClusterClaim,
} from './crossplane/platform/seedClusterClaim';
export {
  startCrossplane,
  type CrossplaneOptions,
} from './crossplane/startCrossplane';
export type { MetricAnswer, MetricQuery } from './rollouts/analysis/measure';
export {
  rolloutsObjects,
  startRollouts,
  type RolloutsOptions,
} from './rollouts/startRollouts';
export { toManifest } from './manifests/toManifest';
export { podTemplateHash } from './rollouts/podTemplateHash';
export type { KnownCluster } from './argocd/argoCdObjects';
export {
  argoCdObjects,
  type ArgoCdObjectsOptions,
} from './argocd/argoCdObjects';
export {
  startArgoCd,
  type ArgoCd,
  type ArgoCdOptions,
} from './argocd/startArgoCd';
export { trackingIdOf } from './argocd/tracking/trackingIdOf';
export {
  createChartRepositories,
  type ChartRepositories,
} from './flux/sources/ChartRepositories';
export { fluxObjects, startFlux, type FluxOptions } from './flux/startFlux';
export {
  nextScheduleMs,
  parseCronSchedule,
  previousScheduleMs,
} from './schedule/cronSchedule';
