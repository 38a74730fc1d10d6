import type {
  LiveCredentials,
  LiveEvent,
  SubscribeClustersRequest,
  SubscribeRequest,
  UnsubscribeRequest,
} from '@orrery/backstage-plugin-clusters-common';

/** What the live connection needs from a transport; socket.io in the browser, a script in tests. */
export interface LiveSocket {
  subscribe(request: SubscribeRequest): void;
  unsubscribe(request: UnsubscribeRequest): void;
  subscribeClusters(request: SubscribeClustersRequest): void;
  unsubscribeClusters(request: UnsubscribeRequest): void;
  /** Renews the credentials of the open socket. */
  authenticate(credentials: LiveCredentials): void;
  close(): void;
}

export interface LiveSocketListener {
  /** The handshake succeeded. */
  onOpen(transport: LiveTransport): void;
  /** The transport changed while open. */
  onTransport(transport: LiveTransport): void;
  onEvent(event: LiveEvent): void;
  /** Ended for any reason but `close()`; the socket does not reconnect by itself. Called once. */
  onEnd(cause: string): void;
}

export type LiveTransport = 'websocket' | 'polling';

/** Where to connect, and as whom. */
export interface LiveAccess extends Partial<LiveCredentials> {
  readonly baseUrl: string;
}

/** Opens a socket; never throws. After `close()` the listener hears nothing more. */
export type OpenLiveSocket = (
  access: LiveAccess,
  listener: LiveSocketListener,
) => LiveSocket;
