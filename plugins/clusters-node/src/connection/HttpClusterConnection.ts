import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { Clock } from '@orrery/watch-cache';
import type { CredentialSource } from '../credentials/CredentialSource';
import { discoverKinds } from '../discovery/discoverKinds';
import { KindDirectory } from '../discovery/KindDirectory';
import { accessReviewOf, parseAccessAnswer } from './accessReviewOf';
import type { AgentPool } from './AgentPool';
import { buildRequest } from './buildRequest';
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
import type { HttpCaller } from './HttpCaller';
import type { DiscoveredKind, KindRef, ObjectRef } from './KindRef';
import {
  createRequest,
  deleteRequest,
  getRequest,
  listRequest,
  logRequest,
  patchRequest,
  type ObjectRequest,
} from './objectRequests';
import { parseObject, parseObjectList } from './parseObject';
import { parseVersion } from './parseVersion';
import { toNetworkError } from './toNetworkError';
import { WatchCalls } from './WatchCalls';

export interface HttpClusterConnectionOptions {
  readonly clusterName: string;
  readonly caller: HttpCaller;
  readonly credentials: CredentialSource;
  readonly agents: AgentPool;
  readonly clock: Clock;
}

const asRead = { retry: true };

export class HttpClusterConnection implements ClusterConnection {
  readonly clusterName: string;
  readonly watchCalls: WatchCalls;
  readonly #options: HttpClusterConnectionOptions;
  readonly #kinds: KindDirectory;

  constructor(options: HttpClusterConnectionOptions) {
    this.clusterName = options.clusterName;
    this.#options = options;
    this.watchCalls = new WatchCalls(options);
    this.#kinds = new KindDirectory({
      clock: options.clock,
      discover: viewer => discoverKinds(options.caller, { viewer }),
    });
  }

  async list(kind: KindRef, options: ListOptions = {}): Promise<ObjectList> {
    const request = this.#build(() => listRequest(kind, options));
    return this.#options.caller.callJson(
      { ...callOptions(options), ...asRead, ...request },
      value => parseObjectList(value, kind),
    );
  }

  async get(
    kind: KindRef,
    ref: ObjectRef,
    options: CallOptions = {},
  ): Promise<KubernetesObject> {
    const request = this.#build(() => getRequest(kind, ref));
    return this.#options.caller.callJson(
      { ...callOptions(options), ...asRead, ...request },
      value => parseObject(value, kind),
    );
  }

  async create(
    kind: KindRef,
    object: KubernetesObject,
    options: WriteOptions = {},
  ): Promise<KubernetesObject> {
    const request = this.#build(() => createRequest(kind, object, options));
    return this.#options.caller.callJson(
      { ...callOptions(options), ...request },
      value => parseObject(value, kind),
    );
  }

  async patch(
    kind: KindRef,
    ref: ObjectRef,
    patch: unknown,
    options: PatchOptions,
  ): Promise<KubernetesObject> {
    const request = this.#build(() => patchRequest(kind, ref, patch, options));
    return this.#options.caller.callJson(
      { ...callOptions(options), ...request },
      value => parseObject(value, kind),
    );
  }

  async delete(
    kind: KindRef,
    ref: ObjectRef,
    options: DeleteOptions = {},
  ): Promise<unknown> {
    const request = this.#build(() => deleteRequest(kind, ref, options));
    return this.#options.caller.callJson(
      { ...callOptions(options), ...request },
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
    const { events, close } = await this.watchCalls.openWatch(kind, options);
    try {
      yield* events;
    } finally {
      close();
    }
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
    return this.#options.caller.callJson(
      {
        ...callOptions(question),
        ...asRead,
        ...accessReviewOf(question),
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        what: `review ${verb} ${describeTarget(kind, { namespace })}${whom}`,
      },
      parseAccessAnswer,
    );
  }

  async version(options: CallOptions = {}): Promise<ClusterVersion> {
    return this.#options.caller.callJson(
      {
        ...callOptions(options),
        ...asRead,
        method: 'GET',
        path: '/version',
        what: 'get version',
      },
      parseVersion,
    );
  }

  async *logs(
    pod: ObjectRef,
    options: LogOptions = {},
  ): AsyncGenerator<Buffer> {
    const request = this.#build(() => logRequest(pod, options));
    const signal = options.signal ?? new AbortController().signal;
    const { body } = await this.#options.caller.openStream({
      ...callOptions(options),
      ...request,
      signal,
    });
    try {
      for await (const chunk of body) yield Buffer.from(chunk);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw toNetworkError(this.clusterName, request.what, error);
    }
  }

  refreshCredentials(): void {
    this.#options.credentials.invalidate();
  }

  async dispose(): Promise<void> {
    await this.#options.agents.dispose();
  }

  #build(build: () => ObjectRequest): ObjectRequest {
    return buildRequest(this.clusterName, build);
  }
}

function callOptions(options: CallOptions): CallOptions {
  const { signal, viewer, timeoutMs } = options;
  return { signal, viewer, timeoutMs };
}
