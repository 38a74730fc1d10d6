import type {
  ClientToServerEvents,
  LiveEvent,
} from '@orrery/backstage-plugin-clusters-common';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { LiveTransport, OpenLiveSocket } from './LiveSocket';

/** Every event carries its own name, so one listener serves all. */
type AnyLiveEvent = Record<LiveEvent['event'], (event: LiveEvent) => void>;

const EVENTS: readonly LiveEvent['event'][] = [
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

/**
 * The socket.io adapter. Reconnecting is the connection's work (it knows positions and tokens), so it is off here. It opens with
 * HTTP polling and upgrades to WebSocket: that passes every proxy, and the plain request is what attaches the backend's upgrade hook.
 */
export const openSocketIo: OpenLiveSocket = (
  { baseUrl, ...credentials },
  listener,
) => {
  const { origin, pathname } = new URL(baseUrl, window.location.href);
  const socket: Socket<AnyLiveEvent, ClientToServerEvents> = io(origin, {
    path: `${pathname.replace(/\/$/, '')}/socket`,
    auth: credentials,
    transports: ['polling', 'websocket'],
    reconnection: false,
    forceNew: true,
    timeout: 10_000,
  });
  let ended = false;
  const end = (cause: string) => {
    if (ended) return;
    ended = true;
    socket.disconnect();
    listener.onEnd(cause);
  };
  socket.on('connect', () => {
    listener.onOpen(transportOf(socket.io.engine.transport.name));
    socket.io.engine.on('upgrade', transport => {
      if (!ended) listener.onTransport(transportOf(transport.name));
    });
  });
  socket.on('connect_error', error => end(error.message || 'no answer'));
  socket.on('disconnect', reason => end(reason));
  EVENTS.forEach(event =>
    socket.on(event, message => {
      if (!ended) listener.onEvent(message);
    }),
  );
  return {
    subscribe: request => socket.emit('subscribe:resources', request),
    unsubscribe: request => socket.emit('unsubscribe:resources', request),
    subscribeClusters: request => socket.emit('subscribe:clusters', request),
    unsubscribeClusters: request =>
      socket.emit('unsubscribe:clusters', request),
    authenticate: renewed => socket.emit('authenticate', renewed),
    close: () => {
      ended = true;
      socket.disconnect();
    },
  };
};

function transportOf(name: string): LiveTransport {
  return name === 'polling' ? 'polling' : 'websocket';
}
