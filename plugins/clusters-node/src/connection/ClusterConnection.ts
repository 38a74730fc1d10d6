import type { KubernetesObject } from '@orrery/kubernetes-model';
import type {
  DiscoveredKind,
  KindRef,
  ListSelection,
  ObjectRef,
  Viewer,
} from './KindRef';

/** Common to every call. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly viewer?: Viewer;
  /** Of the whole call including retries; default 30 000. Streams: until the answer starts. */
  readonly timeoutMs?: number;
}

export interface ListOptions extends CallOptions, ListSelection {
  readonly limit?: number;
  readonly continueToken?: string;
  /** `'0'` allows an answer from the API server's cache. Default: most recent. */
  readonly resourceVersion?: string;
}

export interface ObjectList {
  /** Every item carries `apiVersion` and `kind`, also where the server omits them. */
  readonly items: readonly KubernetesObject[];
  readonly resourceVersion: string;
  /** Present when there are more pages. */
  readonly continueToken?: string;
  readonly remainingItemCount?: number;
}

export interface WriteOptions extends CallOptions {
  /** Default `orrery`. */
  readonly fieldManager?: string;
  readonly dryRun?: boolean;
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
}

export interface PatchOptions extends WriteOptions {
  readonly type: 'json' | 'merge' | 'strategic' | 'apply';
  /** Server-side apply only: take over fields that others own. */
  readonly force?: boolean;
  readonly subresource?: string;
}

export interface DeleteOptions extends CallOptions {
  readonly dryRun?: boolean;
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  /** Refused with `conflict` when the object is another one by now. */
  readonly uid?: string;
}

export interface WatchOptions extends ListSelection {
  readonly resourceVersion: string;
  readonly signal: AbortSignal;
  readonly viewer?: Viewer;
  /** How long the server keeps the stream; it then ends cleanly. Default: the server's choice. */
  readonly timeoutSeconds?: number;
}

export type KubernetesWatchEvent =
  | {
      readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
      readonly object: KubernetesObject;
    }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string };

export interface RawRequest extends CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute path on the API server, with query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface LogOptions extends CallOptions {
  readonly container?: string;
  readonly follow?: boolean;
  readonly previous?: boolean;
  readonly timestamps?: boolean;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  readonly sinceTime?: string;
  readonly limitBytes?: number;
}

/** Asks about `user` (SubjectAccessReview), or about the credential in use when `user` is absent (SelfSubjectAccessReview). */
export interface AccessQuestion extends CallOptions {
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly verb: string;
  readonly kind: Pick<KindRef, 'group' | 'plural'> &
    Partial<Pick<KindRef, 'version'>>;
  readonly subresource?: string;
  /** Absent: all namespaces, or a cluster-scoped kind. */
  readonly namespace?: string;
  readonly name?: string;
}

export interface AccessAnswer {
  readonly allowed: boolean;
  readonly reason?: string;
}

export interface ClusterVersion {
  readonly gitVersion: string;
  readonly major: string;
  readonly minor: string;
  readonly platform?: string;
}

/**
 * The Kubernetes API of one cluster over pooled HTTP.
 * - Every failure is a `ClusterError`, except an abort by the caller's signal, which rejects with the signal's reason.
 * - Reads (`list`, `get`, `discover`, `accessReview`, `version`) are retried on network faults, 429 and 503 with full jitter, at least
 *   `Retry-After`, within the call's timeout. Writes are sent once, except after a 401, which was not executed.
 * - A 401 drops the cached credential and tries once more.
 * - Credentials are added per request; no error, log line or snapshot holds one.
 * - Writes are not gated here: check `ManagedCluster.writes` and the viewer's rights first.
 */
export interface ClusterConnection {
  readonly clusterName: string;
  list(kind: KindRef, options?: ListOptions): Promise<ObjectList>;
  get(
    kind: KindRef,
    ref: ObjectRef,
    options?: CallOptions,
  ): Promise<KubernetesObject>;
  create(
    kind: KindRef,
    object: KubernetesObject,
    options?: WriteOptions,
  ): Promise<KubernetesObject>;
  patch(
    kind: KindRef,
    ref: ObjectRef,
    patch: unknown,
    options: PatchOptions,
  ): Promise<KubernetesObject>;
  /** The object while it is pending deletion, else the Status of the API server. */
  delete(
    kind: KindRef,
    ref: ObjectRef,
    options?: DeleteOptions,
  ): Promise<unknown>;
  /** Any request. Answers of 400 and above are returned, not thrown. Not retried, except once after a 401. */
  raw(request: RawRequest): Promise<RawResponse>;
  /** Ends when the server ends the stream; an ERROR event is thrown (`expired` for 410). */
  watch(
    kind: KindRef,
    options: WatchOptions,
  ): AsyncIterable<KubernetesWatchEvent>;
  /** Every served kind including custom resources, cached for 10 minutes. */
  discover(
    options?: CallOptions & { readonly fresh?: boolean },
  ): Promise<readonly DiscoveredKind[]>;
  /**
   * What a person means by `name`, as `findKind` of kubernetes-model reads it, in the preferred version.
   * A miss reads discovery again, at most every 30 s: custom resources come and go.
   */
  findKind(
    name: string,
    options?: CallOptions,
  ): Promise<DiscoveredKind | undefined>;
  accessReview(question: AccessQuestion): Promise<AccessAnswer>;
  version(options?: CallOptions): Promise<ClusterVersion>;
  /** Chunks of the log as the kubelet sends them; lines may be split across chunks. */
  logs(pod: ObjectRef, options?: LogOptions): AsyncIterable<Buffer>;
  /** Drops cached credentials: the next request signs in anew. */
  refreshCredentials(): void;
  /** Closes every connection; running calls fail. */
  dispose(): Promise<void>;
}
