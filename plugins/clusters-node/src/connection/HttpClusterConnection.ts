import {
  resourcePathOf,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { Clock } from '@orrery/watch-cache';
import { ClusterError } from '../ClusterError';
import { discoverKinds } from '../discovery/discoverKinds';
import { KindDirectory } from '../discovery/KindDirectory';
import type { CredentialSource } from '../credentials/CredentialSource';
import { readWatchStream } from '../watch/readWatchStream';
import { accessReviewOf, parseAccessAnswer } from './accessReviewOf';
import type { AgentPool } from './AgentPool';
import type {
  AccessAnswer,
  AccessQuestion,
  CallOptions,
  ClusterConnection,
  ClusterVersion,
  DeleteOptions,
  KubernetesWatchEvent,
  ListOptions,
  LogOptions,
  ObjectList,
  PatchOptions,
  RawRequest,
  RawResponse,
  WatchOptions,
  WriteOptions,
} from './ClusterConnection';
import { describeTarget } from './describeTarget';
import type { Call, HttpCaller } from './HttpCaller';
import type { DiscoveredKind, KindRef, ObjectRef } from './KindRef';
import { parseObject, parseObjectList, parseRecord } from './parseObject';
import { toNetworkError } from './toNetworkError';
import { withQuery } from './withQuery';

export interface HttpClusterConnectionOptions {
  readonly clusterName: string;
  readonly caller: HttpCaller;
  readonly credentials: CredentialSource;
  readonly agents: AgentPool;
  readonly clock: Clock;
}

/** How a caller wants failures handled; the watch engine retries and refreshes credentials by itself. */
export type FailureHandling = Pick<Call, 'retry' | 'reauthenticate'>;

export interface OpenWatch {
  readonly events: AsyncIterable<KubernetesWatchEvent>;
  close(): void;
}

const patchTypes: Readonly<Record<PatchOptions['type'], string>> = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
};

const asRead: FailureHandling = { retry: true };

export class HttpClusterConnection implements ClusterConnection {
  readonly clusterName: string;
  readonly #options: HttpClusterConnectionOptions;
  readonly #kinds: KindDirectory;

  constructor(options: HttpClusterConnectionOptions) {
    this.clusterName = options.clusterName;
    this.#options = options;
    this.#kinds = new KindDirectory({
      clock: options.clock,
      discover: viewer => discoverKinds(options.caller, { viewer }),
    });
  }

  async list(
    kind: KindRef,
    options: ListOptions = {},
    handling: FailureHandling = asRead,
  ): Promise<ObjectList> {
    const { namespace, limit, continueToken, resourceVersion } = options;
    const what = `list ${describeTarget(kind, { namespace })}`;
    const path = withQuery(this.#pathOf(what, kind, { namespace }), {
      labelSelector: options.labelSelector,
      fieldSelector: options.fieldSelector,
      limit,
      continue: continueToken,
      resourceVersion,
    });
    return this.#options.caller.callJson(
      { ...callOptions(options), ...handling, method: 'GET', path, what },
      value => parseObjectList(value, kind),
    );
  }

  async get(
    kind: KindRef,
    ref: ObjectRef,
    options: CallOptions = {},
  ): Promise<KubernetesObject> {
    const what = `get ${describeTarget(kind, ref)}`;
    const path = this.#pathOf(what, kind, ref);
    return this.#options.caller.callJson(
      { ...callOptions(options), method: 'GET', path, what, retry: true },
      value => parseObject(value, kind),
    );
  }

  async create(
    kind: KindRef,
    object: KubernetesObject,
    options: WriteOptions = {},
  ): Promise<KubernetesObject> {
    const { name, namespace } = object.metadata;
    const what = `create ${describeTarget(kind, { name, namespace })}`;
    const path = this.#pathOf(what, kind, { namespace });
    return this.#options.caller.callJson(
      {
        ...callOptions(options),
        method: 'POST',
        path: withQuery(path, writeParameters(options)),
        what,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(object),
      },
      value => parseObject(value, kind),
    );
  }

  async patch(
    kind: KindRef,
    ref: ObjectRef,
    patch: unknown,
    options: PatchOptions,
  ): Promise<KubernetesObject> {
    const { type, force, subresource } = options;
    const what = `patch ${describeTarget(kind, ref)}`;
    const path = this.#pathOf(what, kind, { ...ref, subresource });
    return this.#options.caller.callJson(
      {
        ...callOptions(options),
        method: 'PATCH',
        path: withQuery(path, { ...writeParameters(options), force }),
        what,
        headers: { 'content-type': patchTypes[type] },
        body: JSON.stringify(patch),
      },
      value => parseObject(value, kind),
    );
  }

  async delete(
    kind: KindRef,
    ref: ObjectRef,
    options: DeleteOptions = {},
  ): Promise<unknown> {
    const { uid, gracePeriodSeconds, propagationPolicy, dryRun } = options;
    const what = `delete ${describeTarget(kind, ref)}`;
    return this.#options.caller.callJson(
      {
        ...callOptions(options),
        method: 'DELETE',
        path: this.#pathOf(what, kind, ref),
        what,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          gracePeriodSeconds,
          propagationPolicy,
          dryRun: dryRun ? ['All'] : undefined,
          preconditions: uid === undefined ? undefined : { uid },
        }),
      },
      value => value,
    );
  }

  async raw(request: RawRequest): Promise<RawResponse> {
    const { method = 'GET', path, headers, body } = request;
    const what = `${method} ${path.split('?')[0]}`;
    return this.#options.caller.callRaw({
      ...callOptions(request),
      method,
      path,
      headers,
      body,
      what,
    });
  }

  async *watch(
    kind: KindRef,
    options: WatchOptions,
  ): AsyncGenerator<KubernetesWatchEvent> {
    const { events, close } = await this.openWatch(kind, options);
    try {
      yield* events;
    } finally {
      close();
    }
  }

  /** Resolves once the server accepted the watch. `close` frees the connection, also when nothing was read. */
  async openWatch(
    kind: KindRef,
    options: WatchOptions,
    handling: Pick<FailureHandling, 'reauthenticate'> = {},
  ): Promise<OpenWatch> {
    const { namespace, signal, viewer } = options;
    const what = `watch ${describeTarget(kind, { namespace })}`;
    const path = withQuery(this.#pathOf(what, kind, { namespace }), {
      watch: true,
      allowWatchBookmarks: true,
      resourceVersion: options.resourceVersion,
      timeoutSeconds: options.timeoutSeconds,
      labelSelector: options.labelSelector,
      fieldSelector: options.fieldSelector,
    });
    const { caller, clock } = this.#options;
    const { body } = await caller.openStream({
      method: 'GET',
      path,
      what,
      signal,
      viewer,
      headers: { accept: 'application/json' },
      reauthenticate: handling.reauthenticate,
    });
    const events = readWatchStream({
      body,
      kind,
      what,
      clusterName: this.clusterName,
      signal,
      nowMs: () => clock.nowMs(),
    });
    return { events, close: () => body.destroy() };
  }

  async discover(
    options: CallOptions & { readonly fresh?: boolean } = {},
  ): Promise<readonly DiscoveredKind[]> {
    return this.#kinds.kinds(options, options.fresh ? 0 : undefined);
  }

  async findKind(
    name: string,
    options: CallOptions = {},
  ): Promise<DiscoveredKind | undefined> {
    return this.#kinds.find(name, options);
  }

  async accessReview(question: AccessQuestion): Promise<AccessAnswer> {
    const { user, verb, kind, namespace } = question;
    const whom = user === undefined ? '' : ` as ${user}`;
    const { path, body } = accessReviewOf(question);
    return this.#options.caller.callJson(
      {
        ...callOptions(question),
        method: 'POST',
        path,
        what: `review ${verb} ${describeTarget(kind, { namespace })}${whom}`,
        headers: { 'content-type': 'application/json' },
        body,
        retry: true,
      },
      parseAccessAnswer,
    );
  }

  async version(options: CallOptions = {}): Promise<ClusterVersion> {
    return this.#options.caller.callJson(
      {
        ...callOptions(options),
        method: 'GET',
        path: '/version',
        what: 'get version',
        retry: true,
      },
      parseVersion,
    );
  }

  async *logs(
    pod: ObjectRef,
    options: LogOptions = {},
  ): AsyncGenerator<Buffer> {
    const kind = { group: '', version: 'v1', plural: 'pods', namespaced: true };
    const what = `read log of ${describeTarget(kind, pod)}`;
    const path = this.#pathOf(what, kind, { ...pod, subresource: 'log' });
    const signal = options.signal ?? new AbortController().signal;
    const response = await this.#options.caller.openStream({
      ...callOptions(options),
      method: 'GET',
      path: withQuery(path, logParameters(options)),
      what,
      signal,
    });
    try {
      for await (const chunk of response.body) yield Buffer.from(chunk);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw toNetworkError(this.clusterName, what, error);
    }
  }

  refreshCredentials(): void {
    this.#options.credentials.invalidate();
  }

  async dispose(): Promise<void> {
    await this.#options.agents.dispose();
  }

  #pathOf(
    what: string,
    kind: Pick<KindRef, 'group' | 'version' | 'plural' | 'namespaced'>,
    options: Parameters<typeof resourcePathOf>[1],
  ): string {
    try {
      return resourcePathOf(kind, options);
    } catch (error) {
      throw new ClusterError(
        `cluster ${this.clusterName}: ${what}: ${
          error instanceof Error ? error.message : String(error)
        }`,
        { code: 'invalid', clusterName: this.clusterName, cause: error },
      );
    }
  }
}

function callOptions(options: CallOptions): CallOptions {
  const { signal, viewer, timeoutMs } = options;
  return { signal, viewer, timeoutMs };
}

function writeParameters(options: WriteOptions) {
  return {
    fieldManager: options.fieldManager ?? 'orrery',
    fieldValidation: options.fieldValidation,
    dryRun: options.dryRun ? 'All' : undefined,
  };
}

function logParameters(options: LogOptions) {
  const { container, follow, previous, timestamps } = options;
  const { tailLines, sinceSeconds, sinceTime, limitBytes } = options;
  return {
    container,
    follow,
    previous,
    timestamps,
    tailLines,
    sinceSeconds,
    sinceTime,
    limitBytes,
  };
}

function parseVersion(value: unknown): ClusterVersion {
  const { gitVersion, major, minor, platform } = parseRecord(value, 'version');
  if (typeof gitVersion !== 'string') {
    throw new TypeError('gitVersion is not a string');
  }
  return {
    gitVersion,
    major: typeof major === 'string' ? major : '',
    minor: typeof minor === 'string' ? minor : '',
    platform: typeof platform === 'string' ? platform : undefined,
  };
}
