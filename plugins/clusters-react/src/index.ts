export { ArchitectureBadge } from './architecture/ArchitectureBadge';
export {
  clustersApiRef,
  type ClustersApi,
  type ObjectReference,
  type RequestOptions,
} from './client/ClustersApi';
export {
  ClustersClient,
  type ClustersClientOptions,
} from './client/ClustersClient';
export type { LiveClusters } from './clusters/ClusterListStore';
export { useClusterList } from './clusters/useClusterList';
export { ClustersError, type ClustersErrorCode } from './client/ClustersError';
export { ConnectionIndicator } from './connection/ConnectionIndicator';
export { Drawer, type DrawerProps } from './drawer/Drawer';
export { HealthBadge, type HealthBadgeProps } from './health/HealthBadge';
export { HealthIcon } from './health/HealthIcon';
export { HealthText } from './health/HealthText';
export { healthMark, type Tone, type ViewMark } from './health/healthMark';
export {
  ShortcutDialog,
  type ShortcutDialogProps,
} from './hotkeys/ShortcutDialog';
export type { Shortcut, ShortcutSection } from './hotkeys/ShortcutRegistry';
export { useHotkeys, type Hotkey } from './hotkeys/useHotkeys';
export { useShortcuts } from './hotkeys/useShortcuts';
export { createLiveConnection } from './live/createLiveConnection';
export {
  LiveConnection,
  type LiveClock,
  type LiveConnectionOptions,
} from './live/LiveConnection';
export { liveConnectionApiRef } from './live/liveConnectionApiRef';
export { EMPTY_LIVE_RESULT, type LiveResult } from './live/LiveRowStore';
export type {
  LiveAccess,
  LiveSocket,
  LiveSocketListener,
  LiveTransport,
  OpenLiveSocket,
} from './live/LiveSocket';
export type { ConnectionState } from './live/nextConnectionState';
export { useConnectionState } from './live/useConnectionState';
export { useLiveQuery, type LiveQueryResult } from './live/useLiveQuery';
export {
  ObjectDrawer,
  type ObjectDrawerProps,
} from './object-drawer/ObjectDrawer';
export { ObjectPage, type ObjectPageProps } from './object-page/ObjectPage';
export {
  toObjectPageHref,
  type ObjectPageHref,
} from './object-page/toObjectPageHref';
export { useRequest, type RequestResult } from './request/useRequest';
export { ScopeBar, type ScopeBarProps } from './scope/ScopeBar';
export type { Scope } from './scope/scopeSearchParams';
export { useObjectSelection } from './scope/useObjectSelection';
export { useScope } from './scope/useScope';
export { ColumnChooser, type ColumnChooserProps } from './table/ColumnChooser';
export { useColumnChoice, type ColumnChoice } from './table/useColumnChoice';
export { useViewMemory, type ViewMemory } from './table/useViewMemory';
export { VirtualTable, type VirtualTableProps } from './table/VirtualTable';
export type {
  TableRow,
  VirtualTableColumn,
  VirtualTableHandle,
} from './table/VirtualTableModel';
export { CopyableName } from './text/CopyableName';
export { formatAge } from './time/formatAge';
export { RelativeTime, type RelativeTimeProps } from './time/RelativeTime';
export {
  clusterTokensApiRef,
  type ClusterTokensApi,
} from './tokens/ClusterTokensApi';
export { EmptyView, type EmptyViewProps } from './view-state/EmptyView';
export { ErrorView, type ErrorViewProps } from './view-state/ErrorView';
export {
  ForbiddenView,
  type ForbiddenViewProps,
} from './view-state/ForbiddenView';
export { FreshnessBanner } from './view-state/FreshnessBanner';
export { LoadingView } from './view-state/LoadingView';
