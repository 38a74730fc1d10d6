export {
  clustersErrorCodes,
  isClustersErrorCode,
  type ClustersErrorBody,
  type ClustersErrorCode,
} from './errors/ClustersErrorCode';
export type {
  ClustersSnapshotEvent,
  ClustersUpdatedEvent,
  LiveDeletedEvent,
  LiveErrorEvent,
  LiveEvent,
  LivePingEvent,
  LiveRowsEvent,
  LiveSnapshotEvent,
  LiveStatusEvent,
  SubscribeClustersRequest,
  SubscribeRequest,
  UnsubscribeRequest,
} from './live/LiveEvent';
export {
  clusterTokenHeaderOf,
  CLUSTERS_SOCKET_PATH,
  LIVE_MAX_SUBSCRIPTIONS,
  LIVE_PING_INTERVAL_MS,
  LIVE_SILENCE_LIMIT_MS,
  type ClientToServerEvents,
  type LiveAcknowledgement,
  type LiveCredentials,
  type ServerToClientEvents,
} from './live/liveProtocol';
export type {
  ClusterFreshness,
  LivePosition,
  LiveQuery,
  LiveRow,
  LiveSort,
  LiveSummary,
} from './live/LiveQuery';
export { compareLiveRows } from '@orrery/watch-cache';
export {
  liveQueryToSearchParams,
  parseLiveSearchParams,
  type LiveSearchParams,
} from './live/liveSearchParams';
export {
  liveQueryLimits,
  liveQuerySchema,
  parseLiveCredentials,
  parseLiveQuery,
  parseSubscribeClustersRequest,
  parseSubscribeRequest,
  parseUnsubscribeRequest,
} from './live/parseLiveQuery';
export { parseWith, type Parsed } from './parse/Parsed';
export {
  clustersClusterReadPermission,
  clustersObjectReadPermission,
  clustersObjectWritePermission,
  clustersPermissions,
  RESOURCE_TYPE_CLUSTERS_OBJECT,
  type ClustersObjectResource,
} from './permissions/permissions';
export {
  LAST_APPLIED_ANNOTATION,
  REDACTED_VALUE,
  redactedKinds,
} from './redaction/redaction';
export type {
  ClusterCounts,
  ClusterList,
  ClusterProblem,
  ClusterSource,
  ClusterState,
  ClusterSummary,
  KindFreshness,
  KindList,
  KindSummary,
} from './rest/ClusterSummary';
export type {
  DeleteResult,
  EventList,
  EventSummary,
  ObjectDetail,
  OwnerList,
  OwnerSummary,
  PatchResult,
} from './rest/ObjectDetail';
export { DEFAULT_PAGE_LIMIT, type ObjectPage } from './rest/ObjectPage';
