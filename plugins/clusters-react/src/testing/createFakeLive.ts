import type {
  ClusterFreshness,
  ClusterList,
  LiveCredentials,
  LiveErrorEvent,
  LiveQuery,
  LiveRow,
  SubscribeRequest,
} from '@orrery/backstage-plugin-clusters-common';
import { LiveConnection } from '../live/LiveConnection';
import type { LiveSocketListener } from '../live/LiveSocket';
import { deleted, snapshot, updated } from './liveRows';

/** What a fake backend holds; a test changes it through `FakeLive`. */
export interface FakeLiveOptions {
  readonly rows?: readonly LiveRow[];
  /** Default: one live entry for each cluster that has rows. */
  readonly freshness?: readonly ClusterFreshness[];
  /** Refuses queries instead of answering. */
  readonly refuse?: (query: LiveQuery) => LiveErrorEvent['error'] | undefined;
  /** What those who look at the clusters are told. */
  readonly clusters?: ClusterList;
  /** The viewer's tokens by provider; asked for when some freshness names the provider. */
  readonly clusterTokens?: () => Readonly<Record<string, string>>;
  /** Never answers, so that views stay loading. */
  readonly isSilent?: boolean;
}

export interface FakeLive {
  readonly connection: LiveConnection;
  /** Creates or updates rows, and tells those who asked. */
  put(...rows: readonly LiveRow[]): void;
  remove(...rows: readonly LiveRow[]): void;
  /** What the connection sent when it renewed its credentials. */
  readonly renewed: readonly LiveCredentials[];
  /** Ends the socket; the connection reconnects and resumes by itself once `reconnect` is called. */
  drop(cause: string): void;
  reconnect(): Promise<void>;
}

/** A real `LiveConnection` over a backend made of a list of rows. Frames are drawn at once. */
export function createFakeLive(options: FakeLiveOptions = {}): FakeLive {
  const rows = new Map((options.rows ?? []).map(row => [idOf(row), row]));
  let listener: LiveSocketListener | undefined;
  let subscriptions: SubscribeRequest[] = [];
  const renewed: LiveCredentials[] = [];
  let revision = 1;
  const freshness = () =>
    options.freshness ??
    [...new Set([...rows.values()].map(row => row.cluster))].map(
      cluster => ({ cluster, state: 'live', synced: true } as const),
    );

  const answer = ({ subscription, query }: SubscribeRequest) => {
    if (options.isSilent) return;
    const error = options.refuse?.(query);
    if (error) {
      listener?.onEvent({ event: 'error', subscription, error });
      return;
    }
    const selected = [...rows.values()].filter(row => matches(query, row));
    listener?.onEvent(
      snapshot(selected, {
        subscription,
        position: { epoch: 'fake', revision },
        freshness: freshness(),
      }),
    );
  };

  const connection = new LiveConnection({
    openSocket: (_access, next) => {
      listener = next;
      subscriptions = [];
      // As with a real socket, the handshake ends after this returned.
      queueMicrotask(() => next.onOpen('websocket'));
      return {
        subscribe: request => {
          subscriptions.push(request);
          answer(request);
        },
        unsubscribe: ({ subscription }) => {
          subscriptions = subscriptions.filter(
            each => each.subscription !== subscription,
          );
        },
        subscribeClusters: ({ subscription }) => {
          if (options.isSilent || !options.clusters) return;
          next.onEvent({
            event: 'clusters:snapshot',
            subscription,
            ...options.clusters,
          });
        },
        unsubscribeClusters: () => {},
        authenticate: credentials => renewed.push(credentials),
        close: () => {
          listener = undefined;
        },
      };
    },
    getAccess: async providers => ({
      baseUrl: 'http://fake/api/clusters',
      token: 'fake',
      clusterTokens: Object.fromEntries(
        Object.entries(options.clusterTokens?.() ?? {}).filter(([provider]) =>
          providers.has(provider),
        ),
      ),
    }),
    clock: { nowMs: () => 0, setTimer: () => () => {} },
    scheduleFrame: flush => {
      queueMicrotask(flush);
      return () => {};
    },
    random: () => 0,
  });

  return {
    connection,
    renewed,
    put: (...changed) => {
      revision += 1;
      for (const row of changed) rows.set(idOf(row), row);
      for (const { subscription, query } of subscriptions) {
        const selected = changed.filter(row => matches(query, row));
        if (selected.length > 0) {
          listener?.onEvent(updated(selected, revision, subscription));
        }
      }
    },
    remove: (...gone) => {
      revision += 1;
      for (const row of gone) rows.delete(idOf(row));
      for (const { subscription, query } of subscriptions) {
        const ids = gone.filter(row => matches(query, row)).map(row => row.id);
        listener?.onEvent({ ...deleted(ids, revision), subscription });
      }
    },
    drop: cause => listener?.onEnd(cause),
    reconnect: async () => {
      connection.retryNow();
      await Promise.resolve();
    },
  };
}

function idOf(row: LiveRow): string {
  return `${row.kind}|${row.id}`;
}

function matches(query: LiveQuery, row: LiveRow): boolean {
  return (
    query.kind === row.kind &&
    (query.clusters.length === 0 || query.clusters.includes(row.cluster)) &&
    (!query.namespace?.length ||
      query.namespace.includes(row.namespace ?? '')) &&
    (!query.text || row.name.includes(query.text))
  );
}
