import type {
  ClustersSnapshotEvent,
  ClustersUpdatedEvent,
  LiveDeletedEvent,
  LiveErrorEvent,
  LivePingEvent,
  LiveRowsEvent,
  LiveSnapshotEvent,
  LiveStatusEvent,
  SubscribeClustersRequest,
  SubscribeRequest,
  UnsubscribeRequest,
} from './LiveEvent';

/** Path of the socket.io endpoint on the backend's origin. */
export const CLUSTERS_SOCKET_PATH = '/api/clusters/socket';

/** The server says `ping` when it was silent for so long. */
export const LIVE_PING_INTERVAL_MS = 15_000;

/** A client that heard nothing for so long reconnects. */
export const LIVE_SILENCE_LIMIT_MS = 40_000;

/** Subscriptions one connection may hold. */
export const LIVE_MAX_SUBSCRIPTIONS = 64;

/**
 * socket.io `handshake.auth`, and payload of the event `authenticate`, which renews the credentials of an open
 * connection: a client sends it when its Backstage token was renewed, else the server disconnects when the token expires.
 */
export interface LiveCredentials {
  /** Backstage user token. */
  readonly token: string;
  /** Tokens of the user for `oidc` clusters, by the cluster's `oidcTokenProvider`; REST sends them as headers. */
  readonly clusterTokens?: Readonly<Record<string, string>>;
}

/** Header that carries the user's token for `oidc` clusters on REST and NDJSON. */
export function clusterTokenHeaderOf(oidcTokenProvider: string): string {
  return `Backstage-Kubernetes-Authorization-oidc-${oidcTokenProvider}`;
}

/** Answer to every event of the client when the client asks for one. */
export type LiveAcknowledgement =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: LiveErrorEvent['error'] };

/** socket.io events from the server, for `Socket<ServerToClientEvents, ClientToServerEvents>`. */
export interface ServerToClientEvents {
  'resources:snapshot': (event: LiveSnapshotEvent) => void;
  'resource:created': (event: LiveRowsEvent) => void;
  'resource:updated': (event: LiveRowsEvent) => void;
  'resource:deleted': (event: LiveDeletedEvent) => void;
  'resources:status': (event: LiveStatusEvent) => void;
  'clusters:snapshot': (event: ClustersSnapshotEvent) => void;
  'clusters:updated': (event: ClustersUpdatedEvent) => void;
  error: (event: LiveErrorEvent) => void;
  ping: (event: LivePingEvent) => void;
}

/** socket.io events from the client. */
export interface ClientToServerEvents {
  'subscribe:resources': (
    request: SubscribeRequest,
    acknowledge?: (answer: LiveAcknowledgement) => void,
  ) => void;
  'unsubscribe:resources': (
    request: UnsubscribeRequest,
    acknowledge?: (answer: LiveAcknowledgement) => void,
  ) => void;
  'subscribe:clusters': (
    request: SubscribeClustersRequest,
    acknowledge?: (answer: LiveAcknowledgement) => void,
  ) => void;
  'unsubscribe:clusters': (
    request: UnsubscribeRequest,
    acknowledge?: (answer: LiveAcknowledgement) => void,
  ) => void;
  authenticate: (
    credentials: LiveCredentials,
    acknowledge?: (answer: LiveAcknowledgement) => void,
  ) => void;
}
