import type { WatchSource } from '../../watch/WatchSource';

/**
 * A source of Pods of one namespace and the API server behind it, which does as it is told. What a call asks for holds from
 * the moment it resolves. Objects are told apart by name and by a `note` annotation, which stands for their content.
 */
export interface WatchSourceHarness {
  readonly source: WatchSource;
  /** Creates the pod, or changes its note. */
  put(name: string, note?: string): void | Promise<void>;
  remove(name: string): void | Promise<void>;
  /** Sends a bookmark on the open watches; a server that sends them often by itself has nothing to do. */
  sendBookmark(): void | Promise<void>;
  /** Ends the open watches. */
  endWatches(how: 'clean' | 'reset'): void | Promise<void>;
  /** Ends the open watches with a 410 in the stream; later ones are served again. */
  expireWatches(): void | Promise<void>;
  /**
   * Forgets the history up to now: watches from a version of before, and the next page of a list of before, get a 410,
   * for watches in this form. Until `recover` others may get it, too.
   */
  forgetHistory(tell: 'status' | 'event'): void | Promise<void>;
  /** From now on refuses every request so; `down` also cuts the open watches off. */
  refuse(refusal: Refusal): void | Promise<void>;
  /** Ends `refuse` and `forgetHistory`; what was forgotten stays so. */
  recover(): void | Promise<void>;
  dispose(): Promise<void>;
}

/** How an API server refuses a request: with a status, or by giving no answer at all. */
export type Refusal =
  | { readonly kind: 'status'; readonly code: 401 | 403 | 404 | 500 | 503 }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'down' };
