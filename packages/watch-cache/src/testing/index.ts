export { watchSourceContract } from './contract/watchSourceContract';
export type {
  Refusal,
  WatchSourceHarness,
} from './contract/WatchSourceHarness';
export { fakeWatchHarness } from './fakeWatchHarness';
export { FakeWatchSource } from './FakeWatchSource';
export type { FakeCall } from './FakeWatchSource';
export { LiveFollower } from './LiveFollower';
export { ManualClock } from './ManualClock';
