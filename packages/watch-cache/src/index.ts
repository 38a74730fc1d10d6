export { createResourceCache } from './cache/createResourceCache';
export type {
  ResourceCache,
  ResourceCacheOptions,
  ResourceLease,
} from './cache/ResourceCache';
export { compareLiveRows, defaultSort } from './query/compareLiveRows';
export type { RowSort, SortableRow } from './query/compareLiveRows';
export { createLiveQueries } from './query/createLiveQueries';
export type { LiveQueriesOptions } from './query/createLiveQueries';
export type {
  LiveFilter,
  LiveListener,
  LiveMember,
  LivePosition,
  LiveQueries,
  LiveQuerySpec,
  LiveRowBase,
  LiveSubscription,
  LiveSummary,
  LiveUpdate,
} from './query/LiveQueries';
export { createObjectStore } from './store/createObjectStore';
export type {
  ObjectStoreOptions,
  WritableObjectStore,
} from './store/MemoryObjectStore';
export type {
  ObjectStore,
  StoreBatch,
  StoreChange,
  StoreDelta,
  StoreEntry,
} from './store/ObjectStore';
export type { Clock } from './watch/Clock';
export { initialWatchState, nextWatchState } from './watch/nextWatchState';
export type {
  FailureKind,
  WatchLoopEvent,
  WatchPhase,
  WatchState,
} from './watch/nextWatchState';
export { runWatchLoop } from './watch/runWatchLoop';
export type { WatchLoopOptions } from './watch/WatchLoop';
export { toWatchError, WatchError } from './watch/WatchError';
export type { WatchErrorCode, WatchErrorOptions } from './watch/WatchError';
export type { ListDraft, WatchSink } from './watch/WatchSink';
export type {
  ListPage,
  ListRequest,
  WatchEvent,
  WatchRequest,
  WatchSource,
} from './watch/WatchSource';
export type { WatchStatus } from './watch/WatchStatus';
