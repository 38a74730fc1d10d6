import {
  type AccessQuestion,
  ClusterError,
  type ClusterConnection,
  type ClusterStatus,
  type DiscoveredKind,
  type ManagedCluster,
  type Viewer,
} from '@orrery/backstage-plugin-clusters-node';
import {
  builtInKinds,
  type KubernetesObject,
  objectKeyOf,
} from '@orrery/kubernetes-model';
import type { WatchEvent, WatchSource } from '@orrery/watch-cache';
import { Channel } from './Channel';

export interface FakeClusterOptions {
  readonly name?: string;
  readonly writes?: boolean;
  readonly credentials?: 'shared' | 'viewer';
  readonly viewerProvider?: string;
  /** By plural: `{ pods: [pod('a')] }`. */
  readonly objects?: Readonly<Record<string, readonly KubernetesObject[]>>;
  /** Default: everybody may do everything. */
  readonly allow?: (question: AccessQuestion) => boolean;
}

/** A scripted cluster: objects in memory, watched for real through the port of the watch cache. */
export interface FakeCluster extends ManagedCluster {
  /** What was asked of it, in words: `list pods`, `delete pods shop/a`. */
  readonly calls: string[];
  /** On whose behalf the last call was made. */
  lastViewer(): Viewer | undefined;
  /** Adds or replaces; watchers see it. */
  put(plural: string, object: KubernetesObject): void;
  remove(plural: string, key: string): void;
  setAllow(allow: (question: AccessQuestion) => boolean): void;
  setStatus(status: Partial<ClusterStatus>): void;
  /** From now on lists and watches fail with this, `undefined` heals. */
  setFailure(error: ClusterError | undefined): void;
  /** The server ends its watch streams. */
  endWatches(): void;
  readonly openWatches: number;
}

export function createFakeCluster(
  options: FakeClusterOptions = {},
): FakeCluster {
  const { name = 'prod', credentials = 'shared' } = options;
  const calls: string[] = [];
  const tables = new Map<string, Map<string, KubernetesObject>>();
  const watchers = new Set<{ plural: string; channel: Channel<WatchEvent> }>();
  const listeners = new Set<(status: ClusterStatus) => void>();
  let allow = options.allow ?? (() => true);
  let failure: ClusterError | undefined;
  let viewer: Viewer | undefined;
  let version = 100;
  let status: ClusterStatus = {
    state: 'connected',
    sinceMs: 1_000,
    version: 'v1.34.1',
    lastContactMs: 2_000,
  };
  for (const [plural, objects] of Object.entries(options.objects ?? {})) {
    objects.forEach(object => store(plural, object));
  }

  return {
    name,
    title: name,
    writes: options.writes ?? false,
    credentials,
    ...(options.viewerProvider !== undefined && {
      viewerProvider: options.viewerProvider,
    }),
    source: 'test',
    connection: connect(),
    status: () => status,
    watchSource,
    check: async () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    calls,
    lastViewer: () => viewer,
    put(plural, object) {
      const known = tableOf(plural).has(objectKeyOf(object));
      const stored = store(plural, object);
      tell(plural, { kind: known ? 'modified' : 'added', object: stored });
    },
    remove(plural, key) {
      const object = tableOf(plural).get(key);
      if (!object) throw new Error(`no ${plural} ${key}`);
      tableOf(plural).delete(key);
      tell(plural, { kind: 'deleted', object });
    },
    setAllow: next => (allow = next),
    setStatus(next) {
      status = { ...status, ...next };
      listeners.forEach(listener => listener(status));
    },
    setFailure: next => (failure = next),
    endWatches: () => watchers.forEach(({ channel }) => channel.end()),
    get openWatches() {
      return watchers.size;
    },
  };

  function tableOf(plural: string): Map<string, KubernetesObject> {
    let table = tables.get(plural);
    if (!table) tables.set(plural, (table = new Map()));
    return table;
  }

  function store(plural: string, object: KubernetesObject): KubernetesObject {
    version += 1;
    const stored = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(version) },
    };
    tableOf(plural).set(objectKeyOf(stored), stored);
    return stored;
  }

  function tell(plural: string, event: WatchEvent): void {
    watchers.forEach(watcher => {
      if (watcher.plural === plural) watcher.channel.push(event);
    });
  }

  function error(code: 'notFound' | 'forbidden', message: string) {
    return new ClusterError(message, { code, clusterName: name });
  }

  function watchSource(
    { plural }: { plural: string },
    selection: { namespace?: string } = {},
    as?: Viewer,
  ): WatchSource {
    return {
      async list() {
        calls.push(
          `list ${plural}${
            selection.namespace ? ` in ${selection.namespace}` : ''
          }`,
        );
        viewer = as;
        if (failure) throw failure;
        const items = [...tableOf(plural).values()].filter(
          ({ metadata }) =>
            selection.namespace === undefined ||
            metadata.namespace === selection.namespace,
        );
        return { items, resourceVersion: String(version) };
      },
      async *watch(_request, signal) {
        if (failure) throw failure;
        const watcher = { plural, channel: new Channel<WatchEvent>(signal) };
        watchers.add(watcher);
        try {
          yield { kind: 'opened' };
          yield* watcher.channel;
        } finally {
          watchers.delete(watcher);
        }
      },
      async refreshCredentials() {},
    };
  }

  function connect(): ClusterConnection {
    const unexpected = () => {
      throw new Error('not scripted');
    };
    const find = (plural: string, key: string) => {
      const object = tableOf(plural).get(key);
      if (!object) throw error('notFound', `${plural} "${key}" not found`);
      return object;
    };
    const kinds = builtInKinds.map(
      (kind): DiscoveredKind => ({
        ...kind,
        verbs: ['get', 'list', 'watch'],
        subresources: [],
        preferred: true,
      }),
    );
    const keyOf = (ref: { name: string; namespace?: string }) =>
      ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
    const note = (call: string, as: Viewer | undefined) => {
      calls.push(call);
      viewer = as;
      if (failure) throw failure;
    };
    return {
      clusterName: name,
      async list({ plural }, list = {}) {
        note(`list ${plural}`, list.viewer);
        const all = [...tableOf(plural).values()].filter(
          ({ metadata }) =>
            list.namespace === undefined ||
            metadata.namespace === list.namespace,
        );
        const items = all.slice(0, list.limit ?? all.length);
        return {
          items,
          resourceVersion: String(version),
          ...(items.length < all.length && {
            continueToken: 'next',
            remainingItemCount: all.length - items.length,
          }),
        };
      },
      async get({ plural }, ref, call = {}) {
        note(`get ${plural} ${keyOf(ref)}`, call.viewer);
        return find(plural, keyOf(ref));
      },
      create: unexpected,
      async patch({ plural }, ref, patch, call) {
        note(`patch ${plural} ${keyOf(ref)}`, call.viewer);
        const object = { ...find(plural, keyOf(ref)), ...Object(patch) };
        return call.dryRun ? object : store(plural, object);
      },
      async delete({ plural }, ref, call = {}) {
        note(`delete ${plural} ${keyOf(ref)}`, call.viewer);
        const object = find(plural, keyOf(ref));
        if (!call.dryRun) tableOf(plural).delete(keyOf(ref));
        tell(plural, { kind: 'deleted', object });
        return { kind: 'Status', status: 'Success' };
      },
      raw: unexpected,
      watch: unexpected,
      async discover() {
        note('discover', undefined);
        return kinds;
      },
      async findKind(wanted, call = {}) {
        note(`findKind ${wanted}`, call.viewer);
        return kinds.find(({ kind }) => kind === wanted);
      },
      async accessReview(question) {
        const where = question.namespace ? ` in ${question.namespace}` : '';
        note(
          `review ${question.user ?? 'self'} ${question.verb} ${
            question.kind.plural
          }${where}`,
          question.viewer,
        );
        return { allowed: allow(question) };
      },
      async version() {
        return { gitVersion: 'v1.34.1', major: '1', minor: '34' };
      },
      logs: unexpected,
      refreshCredentials() {},
      async dispose() {},
    };
  }
}
