import type { KubernetesObject } from '@orrery/kubernetes-model';
import { abortScope } from './abortScope';
import type { Clock } from './Clock';
import { WatchError } from './WatchError';
import type { ListPage, WatchSource } from './WatchSource';

const PAGE_LIMIT = 500;
const PAGE_TIMEOUT_MS = 60_000;

/**
 * Hands the items of every page to `onItems` and returns the resourceVersion to watch from. The next page is asked for before
 * one is worked on. Throws what the source or `onItems` throws; a page that takes longer than a minute is `unreachable`.
 */
export async function listAll<T extends KubernetesObject>(
  source: WatchSource<T>,
  onItems: (items: Iterable<T>) => void,
  clock: Clock,
  signal: AbortSignal,
): Promise<string> {
  const scope = abortScope(signal);
  const ask = (continueToken?: string) => {
    const page = listPage(source, continueToken, clock, scope.signal);
    // Awaited below, unless an earlier page has thrown by then.
    page.catch(() => {});
    return page;
  };
  try {
    let page = await ask();
    // All pages are of one moment; where a server breaks that, starting from the first page repeats changes but loses none.
    const { resourceVersion } = page;
    for (;;) {
      const { items, continueToken } = page;
      const next = continueToken === undefined ? undefined : ask(continueToken);
      onItems(items);
      if (next === undefined) return resourceVersion;
      page = await next;
    }
  } finally {
    scope.end();
  }
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
