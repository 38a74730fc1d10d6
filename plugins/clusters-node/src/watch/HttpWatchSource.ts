import {
  WatchError,
  type ListPage,
  type ListRequest,
  type WatchErrorCode,
  type WatchEvent,
  type WatchRequest,
  type WatchSource,
} from '@orrery/watch-cache';
import { ClusterError, type ClusterErrorCode } from '../ClusterError';
import type { HttpClusterConnection } from '../connection/HttpClusterConnection';
import type { KindRef, ListSelection, Viewer } from '../connection/KindRef';

export interface HttpWatchSourceOptions {
  readonly connection: HttpClusterConnection;
  readonly kind: KindRef;
  readonly selection?: ListSelection;
  readonly viewer?: Viewer;
}

const kinds = {
  ADDED: 'added',
  MODIFIED: 'modified',
  DELETED: 'deleted',
} as const;

/**
 * One kind of one cluster for @orrery/watch-cache, over HTTP. Retries and sign-in are the engine's: it paces them. Listed
 * objects come without entries of `managedFields`.
 */
export class HttpWatchSource implements WatchSource {
  readonly #options: HttpWatchSourceOptions;

  constructor(options: HttpWatchSourceOptions) {
    this.#options = options;
  }

  async list(request: ListRequest, signal: AbortSignal): Promise<ListPage> {
    const { connection, kind, selection, viewer } = this.#options;
    try {
      const page = await connection.watchCalls.listPage(kind, {
        ...selection,
        ...request,
        viewer,
        signal,
      });
      return { ...page, items: reclassified(page.items, signal) };
    } catch (error) {
      throw toWatchError(error, signal);
    }
  }

  async *watch(
    request: WatchRequest,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent> {
    const { connection, kind, selection, viewer } = this.#options;
    let close = () => {};
    try {
      const open = await connection.watchCalls.openWatch(
        kind,
        { ...selection, ...request, viewer, signal },
        { reauthenticate: false },
      );
      close = open.close;
      yield { kind: 'opened' };
      for await (const event of open.events) {
        yield event.type === 'BOOKMARK'
          ? { kind: 'bookmark', resourceVersion: event.resourceVersion }
          : { kind: kinds[event.type], object: event.object };
      }
    } catch (error) {
      throw toWatchError(error, signal);
    } finally {
      close();
    }
  }

  async refreshCredentials(): Promise<void> {
    this.#options.connection.refreshCredentials();
  }
}

function* reclassified<T>(
  items: Iterable<T>,
  signal: AbortSignal,
): Generator<T> {
  try {
    yield* items;
  } catch (error) {
    throw toWatchError(error, signal);
  }
}

const codes: Readonly<Record<ClusterErrorCode, WatchErrorCode>> = {
  unreachable: 'unreachable',
  timeout: 'unreachable',
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  notFound: 'notFound',
  unsupported: 'notFound',
  expired: 'expired',
  throttled: 'throttled',
  malformed: 'malformed',
  conflict: 'malformed',
  invalid: 'malformed',
};

function toWatchError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) {
    return new WatchError('aborted', 'the watch was stopped', { cause: error });
  }
  if (!(error instanceof ClusterError)) return error;
  return new WatchError(codes[error.code], error.message, {
    retryAfterMs: error.retryAfterMs,
    cause: error,
  });
}
