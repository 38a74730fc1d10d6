import type { WatchSource } from '../watch/WatchSource';

/** One answer of the scripted API server behind the source under test. */
export type ScriptedAnswer =
  /** A list page, sent as the API server sends it (items without `apiVersion`/`kind`). */
  | {
      readonly kind: 'page';
      readonly names: readonly string[];
      readonly resourceVersion: string;
      readonly continueToken?: string;
    }
  /** A watch stream. `lines` are sent one per chunk; then the response ends, or stays open with `hold`, or the socket is destroyed with `reset`. */
  | {
      readonly kind: 'stream';
      readonly lines: readonly string[];
      readonly then: 'end' | 'hold' | 'reset';
    }
  /** An error with a Kubernetes Status body. */
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly retryAfterSeconds?: number;
    }
  /** 200 with this body as it is. */
  | { readonly kind: 'raw'; readonly body: string };

/** What the scripted server saw. */
export interface SeenRequest {
  readonly query: Readonly<Record<string, string>>;
}

/** One source of Pods (`v1`, namespace `default`) against one scripted server. */
export interface WatchSourceHarness {
  readonly source: WatchSource;
  /** Queues the answer to the next request not answered yet. */
  answer(answer: ScriptedAnswer): void;
  /** Requests so far, oldest first. */
  requests(): readonly SeenRequest[];
  dispose(): Promise<void>;
}

/** Registers the suite that every WatchSource passes; call it at the top level of a test file. */
export declare function watchSourceContract(
  describeName: string,
  makeHarness: () => Promise<WatchSourceHarness>,
): void;
