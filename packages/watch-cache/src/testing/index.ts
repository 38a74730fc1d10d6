export { FakeWatchSource } from './FakeWatchSource';
export type { FakeCall } from './FakeWatchSource';
export { LiveFollower } from './LiveFollower';
export { ManualClock } from './ManualClock';
export { watchSourceContract } from './watchSourceContract';
export type {
  ScriptedAnswer,
  SeenRequest,
  WatchSourceHarness,
} from './watchSourceContract';
