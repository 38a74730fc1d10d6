import type {
  ClusterFreshness,
  LiveAcknowledgement,
  LiveEvent,
  LivePosition,
  LiveRow,
  SubscribeRequest,
} from '@orrery/backstage-plugin-clusters-common';
import {
  io,
  type ManagerOptions,
  type Socket,
  type SocketOptions,
} from 'socket.io-client';

const eventNames: readonly LiveEvent['event'][] = [
  'resources:snapshot',
  'resource:created',
  'resource:updated',
  'resource:deleted',
  'resources:status',
  'clusters:snapshot',
  'clusters:updated',
  'error',
  'ping',
];

/** A real socket.io client that keeps the rows of one subscription, as a browser would. */
export class LiveClient {
  readonly url: string;
  readonly socket: Socket;
  readonly events: LiveEvent[] = [];
  readonly rows = new Map<string, LiveRow>();
  freshness: readonly ClusterFreshness[] = [];
  position: LivePosition | undefined;
  #wake = () => {};

  constructor(
    url: string,
    options: Partial<ManagerOptions & SocketOptions> = {},
  ) {
    this.url = url;
    this.socket = io(url, {
      path: '/api/clusters/socket',
      forceNew: true,
      reconnection: false,
      ...options,
    });
    eventNames.forEach(name =>
      this.socket.on(name, (event: LiveEvent) => this.take(event)),
    );
    this.socket.on('connect', () => this.#wake());
    this.socket.on('disconnect', () => this.#wake());
  }

  take(event: LiveEvent): void {
    this.events.push(event);
    if (event.event === 'resources:snapshot' && event.part === 0) {
      this.rows.clear();
    }
    if ('rows' in event) event.rows.forEach(row => this.rows.set(row.id, row));
    if ('ids' in event) event.ids.forEach(id => this.rows.delete(id));
    if ('freshness' in event) this.freshness = event.freshness;
    if ('position' in event) this.position = event.position;
    this.#wake();
  }

  request(event: string, payload: unknown): Promise<LiveAcknowledgement> {
    return this.socket.timeout(5_000).emitWithAck(event, payload);
  }

  subscribe(
    request: Partial<SubscribeRequest> & { readonly kind?: string } = {},
  ): Promise<LiveAcknowledgement> {
    const { kind = 'Pod', ...rest } = request;
    return this.request('subscribe:resources', {
      subscription: 's1',
      query: { clusters: [], kind },
      ...rest,
    });
  }

  /** Resolves as soon as the condition holds; jest's time limit ends a wait in vain. */
  async until(condition: (client: this) => boolean): Promise<void> {
    while (!condition(this)) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  get names(): string[] {
    return [...this.rows.values()].map(({ name }) => name).sort();
  }

  close(): void {
    this.socket.disconnect();
  }
}
