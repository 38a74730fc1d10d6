import type { KubernetesObject } from '@orrery/kubernetes-model';

/**
 * What the watch loop needs from outside: one kind in one cluster (or in one namespace of it).
 *
 * Guarantees of a source:
 * - Every failure is thrown as a `WatchError`; a 410 sent as ERROR event is thrown as `expired`, like one sent as status.
 * - Events come in the order of the server. There is no order across sources.
 * - A page holds items with `apiVersion` and `kind` set, as watch events do (lists leave them out on the wire).
 * - The iterable of `watch` ends when the server ends the response (a clean end), and throws on anything else.
 * - When the signal aborts, pending calls end promptly: they throw `aborted` or, for `watch`, may simply end.
 * - Breaking out of the iteration closes the connection.
 * - A source keeps no state between calls other than connections and credentials.
 */
export interface WatchSource<T extends KubernetesObject = KubernetesObject> {
  /** One page of the consistent list (no `resourceVersion` parameter). */
  list(request: ListRequest, signal: AbortSignal): Promise<ListPage<T>>;
  /** Everything after `resourceVersion`, with bookmarks. */
  watch(
    request: WatchRequest,
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent<T>>;
  /** Called after a 401: read the token file again, run the exec plugin again. Throws when that fails. */
  refreshCredentials(signal: AbortSignal): Promise<void>;
}

/** Which page is wanted. */
export interface ListRequest {
  readonly limit: number;
  readonly continueToken?: string;
}

/** Part of a list, or all of it. */
export interface ListPage<T extends KubernetesObject = KubernetesObject> {
  /**
   * Can be read once. A source may make each item only when it is asked for, so that a page is never in memory as a whole;
   * one that it cannot make throws `malformed` then.
   */
  readonly items: Iterable<T>;
  /** Of the list; where to start watching. The same on every page of one list. */
  readonly resourceVersion: string;
  /** Present when there are more pages; never empty. */
  readonly continueToken?: string;
}

/** Where a watch starts. */
export interface WatchRequest {
  readonly resourceVersion: string;
  /** The server ends the watch by itself after this time. */
  readonly timeoutSeconds: number;
}

/** What a watch delivers. */
export type WatchEvent<T extends KubernetesObject = KubernetesObject> =
  /** First, once the server accepted the watch (headers with status 200 arrived); proves contact on quiet kinds. */
  | { readonly kind: 'opened' }
  | { readonly kind: 'added' | 'modified'; readonly object: T }
  /** `object` is the last state. */
  | { readonly kind: 'deleted'; readonly object: T }
  /** Nothing changed up to `resourceVersion`. */
  | { readonly kind: 'bookmark'; readonly resourceVersion: string };
