import { WatchError, type WatchErrorCode } from '../watch/WatchError';
import type {
  Refusal,
  WatchSourceHarness,
} from './contract/WatchSourceHarness';
import { FakeWatchSource } from './FakeWatchSource';

/** An API server in memory that does as the contract of sources asks; `source` is to be read without any network. */
export function fakeWatchHarness(): WatchSourceHarness & {
  readonly source: FakeWatchSource;
} {
  const source = new FakeWatchSource();
  return {
    source,
    put(name, note = '') {
      const metadata = { name, namespace: 'default', annotations: { note } };
      source.put({ apiVersion: 'v1', kind: 'Pod', metadata });
    },
    remove: name => source.remove(`default/${name}`),
    sendBookmark: () => source.bookmark(),
    endWatches: how =>
      how === 'clean'
        ? source.endWatches()
        : source.breakWatches(new WatchError('unreachable', 'reset')),
    expireWatches: () =>
      source.breakWatches(new WatchError('expired', 'too old')),
    forgetHistory: () => source.compact(),
    refuse(refusal) {
      const error = errorOf(refusal);
      source.refuse(error);
      if (refusal.kind === 'down') source.breakWatches(error);
    },
    recover: () => source.refuse(undefined),
    dispose: async () => source.endWatches(),
  };
}

const codes: Readonly<Record<number, WatchErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
};

function errorOf(refusal: Refusal): WatchError {
  switch (refusal.kind) {
    case 'throttled':
      return new WatchError('throttled', 'too many requests', {
        retryAfterMs: refusal.retryAfterSeconds * 1000,
      });
    case 'status':
      return new WatchError(codes[refusal.code] ?? 'unreachable', 'refused');
    default:
      return new WatchError('unreachable', 'nobody answers');
  }
}
