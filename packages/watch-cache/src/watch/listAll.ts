import type { KubernetesObject } from '@orrery/kubernetes-model';
import { abortScope } from './abortScope';
import type { Clock } from './Clock';
import { WatchError } from './WatchError';
import type { ListPage, WatchSource } from './WatchSource';

const PAGE_LIMIT = 500;
const PAGE_TIMEOUT_MS = 60_000;

/**
 * Hands the items of every page to `onItems` and returns the resourceVersion to watch from. Throws what the source or
 * `onItems` throws; a page that takes longer than a minute is `unreachable`.
 */
export async function listAll<T extends KubernetesObject>(
  source: WatchSource<T>,
  onItems: (items: readonly T[]) => void,
  clock: Clock,
  signal: AbortSignal,
): Promise<string> {
  let page = await listPage(source, undefined, clock, signal);
  // All pages are of one moment; where a server breaks that, starting from the first page repeats changes but loses none.
  const { resourceVersion } = page;
  onItems(page.items);
  while (page.continueToken) {
    page = await listPage(source, page.continueToken, clock, signal);
    onItems(page.items);
  }
  return resourceVersion;
}

async function listPage<T extends KubernetesObject>(
  source: WatchSource<T>,
  continueToken: string | undefined,
  clock: Clock,
  signal: AbortSignal,
): Promise<ListPage<T>> {
  const scope = abortScope(signal);
  const timeout = async () => {
    await clock.sleep(PAGE_TIMEOUT_MS, scope.signal);
    throw new WatchError(
      'unreachable',
      `no list page within ${PAGE_TIMEOUT_MS / 1000} s`,
    );
  };
  try {
    return await Promise.race([
      source.list({ limit: PAGE_LIMIT, continueToken }, scope.signal),
      timeout(),
    ]);
  } finally {
    scope.end();
  }
}
