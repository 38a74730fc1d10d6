import type { Clock, ListPage } from '@orrery/watch-cache';
import { readListPage } from '../watch/readListPage';
import { readWatchStream } from '../watch/readWatchStream';
import { buildRequest } from './buildRequest';
import type {
  KubernetesWatchEvent,
  ListOptions,
  WatchOptions,
} from './ClusterConnection';
import type { Call, HttpCaller } from './HttpCaller';
import type { KindRef } from './KindRef';
import { listRequest, watchRequest } from './objectRequests';

export interface WatchCallsOptions {
  readonly clusterName: string;
  readonly caller: HttpCaller;
  readonly clock: Clock;
}

export interface OpenWatch {
  readonly events: AsyncIterable<KubernetesWatchEvent>;
  close(): void;
}

/** The two calls that a watch is made of. */
export class WatchCalls {
  readonly #options: WatchCallsOptions;

  constructor(options: WatchCallsOptions) {
    this.#options = options;
  }

  /**
   * One page, asked for once: neither retried nor signed in anew. Its items are parsed while they are read; one that is no
   * object throws `malformed` then.
   */
  async listPage(kind: KindRef, options: ListOptions): Promise<ListPage> {
    const { clusterName, caller } = this.#options;
    const request = buildRequest(clusterName, () => listRequest(kind, options));
    const { what } = request;
    const { signal, viewer, timeoutMs } = options;
    const { body } = await caller.call({
      ...request,
      signal,
      viewer,
      timeoutMs,
      headers: { accept: 'application/json' },
      reauthenticate: false,
    });
    const page = caller.parse(what, () => readListPage(body, kind));
    return { ...page, items: parsedBy(caller, what, page.items) };
  }

  /** Resolves once the server accepted the watch. `close` frees the connection, also when nothing was read. */
  async openWatch(
    kind: KindRef,
    options: WatchOptions,
    handling: Pick<Call, 'reauthenticate'> = {},
  ): Promise<OpenWatch> {
    const { clusterName, caller, clock } = this.#options;
    const { signal, viewer } = options;
    const request = buildRequest(clusterName, () =>
      watchRequest(kind, options),
    );
    const { body } = await caller.openStream({
      ...request,
      ...handling,
      signal,
      viewer,
      headers: { accept: 'application/json' },
    });
    const events = readWatchStream({
      body,
      kind,
      what: request.what,
      clusterName,
      signal,
      nowMs: () => clock.nowMs(),
    });
    return { events, close: () => body.destroy() };
  }
}

/** The same items; what parsing one throws is told as the caller tells it. */
function* parsedBy<T>(
  caller: HttpCaller,
  what: string,
  items: Iterable<T>,
): Generator<T> {
  const iterator = items[Symbol.iterator]();
  for (;;) {
    const next = caller.parse(what, () => iterator.next());
    if (next.done) return;
    yield next.value;
  }
}
