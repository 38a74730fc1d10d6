import { watchSourceContract } from './contract/watchSourceContract';
import { fakeWatchHarness } from './fakeWatchHarness';

watchSourceContract('FakeWatchSource', async () => fakeWatchHarness());
