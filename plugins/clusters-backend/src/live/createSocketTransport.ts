import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  type ClientToServerEvents,
  CLUSTERS_SOCKET_PATH,
  type LiveAcknowledgement,
  type LiveEvent,
  parseLiveCredentials,
} from '@orrery/backstage-plugin-clusters-common';
import { Server as EngineServer } from 'engine.io';
import type { RequestHandler } from 'express';
import { Server, type Socket } from 'socket.io';
import { type Caller, toCaller } from '../access/Caller';
import { ClustersError, validationError } from '../errors/ClustersError';
import { attachUpgrade, serverOf } from './attachUpgrade';
import type { LiveSession } from './createLiveSession';
import type { LiveSessions } from './createLiveSessions';
import { toLiveError } from './openLiveQuery';

/** The live protocol over socket.io: long polling through Express, WebSocket through the server's upgrade event. */
export interface SocketTransport {
  /** Put before every route: the first request that passes makes WebSocket upgrades possible. */
  readonly attach: RequestHandler;
  /** Serves the socket's path within the plugin's router. */
  readonly handle: RequestHandler;
  /** Disconnects every client and leaves the server as it was. */
  close(): Promise<void>;
}

export interface SocketTransportOptions {
  readonly auth: AuthService;
  readonly logger: LoggerService;
  readonly sessions: LiveSessions;
}

interface SocketData {
  caller: Caller;
}

type ServerEvents = {
  [Name in LiveEvent['event']]: (event: LiveEvent) => void;
};
type LiveSocket = Socket<
  ClientToServerEvents,
  ServerEvents,
  Record<string, never>,
  SocketData
>;

/** Messages in the socket's own buffer, 500 rows at most each, before its subscriptions are paused. */
const HIGH_WATER = 16;
/** Clients send queries and tokens only. */
const MAX_MESSAGE_BYTES = 256 * 1024;

export function createSocketTransport(
  options: SocketTransportOptions,
): SocketTransport {
  const { auth, logger, sessions } = options;
  const engine = new EngineServer({
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    httpCompression: false,
  });
  const io = new Server<
    ClientToServerEvents,
    ServerEvents,
    Record<string, never>,
    SocketData
  >();
  io.bind(engine);
  io.use((socket, next) => {
    authenticate(socket.handshake.auth).then(
      caller => {
        socket.data.caller = caller;
        next();
      },
      thrown => next(toConnectError(thrown)),
    );
  });
  io.on('connection', serve);

  const undo: (() => void)[] = [];
  return {
    attach: (request, _response, next) => {
      const server = serverOf(request);
      if (server) {
        undo.push(
          attachUpgrade(server, CLUSTERS_SOCKET_PATH, (upgrade, socket, head) =>
            engine.handleUpgrade(
              Object.assign(upgrade, { _query: undefined }),
              socket,
              head,
            ),
          ),
        );
      }
      next();
    },
    handle: (request, response) => {
      if (request.headers.upgrade !== undefined) {
        // Came before anybody listened for upgrades; from now on somebody does, and the client tries again.
        response.setHeader('Connection', 'close');
        response.status(503).end();
        return;
      }
      request.url = request.originalUrl;
      engine.handleRequest(
        Object.assign(request, { _query: undefined }),
        response,
      );
    },
    async close() {
      undo.forEach(detach => detach());
      await io.close();
    },
  };

  async function authenticate(input: unknown): Promise<Caller> {
    const parsed = parseLiveCredentials(input);
    if (!parsed.ok) throw validationError(parsed.details);
    const { token, clusterTokens = {} } = parsed.value;
    const credentials = await auth.authenticate(token);
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new ClustersError('Live connections are for signed-in users', {
        code: 'FORBIDDEN',
      });
    }
    return toCaller(credentials, clusterTokens);
  }

  function serve(socket: LiveSocket): void {
    let session: LiveSession;
    try {
      session = sessions.open(socket.data.caller, {
        write: event => {
          socket.emit(event.event, event);
          return pendingMessages(socket) < HIGH_WATER;
        },
        close: () => socket.disconnect(true),
      });
    } catch (thrown) {
      const event = toLiveError(thrown);
      socket.emit(event.event, event);
      socket.disconnect(true);
      return;
    }
    const onDrain = () => session.drained();
    socket.conn.on('drain', onDrain);
    socket.on('disconnect', () => {
      socket.conn.off('drain', onDrain);
      session.close();
    });
    socket.on('subscribe:resources', (request, acknowledge) =>
      answer(socket, acknowledge, request, () => session.subscribe(request)),
    );
    socket.on('unsubscribe:resources', (request, acknowledge) =>
      answer(socket, acknowledge, request, () => session.unsubscribe(request)),
    );
    socket.on('subscribe:clusters', (request, acknowledge) =>
      answer(socket, acknowledge, request, () =>
        session.subscribeClusters(request),
      ),
    );
    socket.on('unsubscribe:clusters', (request, acknowledge) =>
      answer(socket, acknowledge, request, () => session.unsubscribe(request)),
    );
    socket.on('authenticate', (credentials, acknowledge) =>
      answer(socket, acknowledge, undefined, async () =>
        session.renew(await authenticate(credentials)),
      ),
    );
  }

  function answer(
    socket: LiveSocket,
    acknowledge: unknown,
    request: unknown,
    run: () => void | Promise<void>,
  ): void {
    const reply = (result: LiveAcknowledgement) => {
      if (typeof acknowledge === 'function') acknowledge(result);
    };
    Promise.resolve()
      .then(run)
      .then(
        () => reply({ ok: true }),
        thrown => {
          const event = toLiveError(thrown, subscriptionOf(request));
          if (event.error.code === 'INTERNAL_ERROR') {
            logger.error('A live request failed', asError(thrown));
          }
          socket.emit(event.event, event);
          reply({ ok: false, error: event.error });
        },
      );
  }
}

/** engine.io keeps what the transport has not taken in `writeBuffer`, private to its types. */
function pendingMessages(socket: LiveSocket): number {
  const buffer: unknown = Reflect.get(socket.conn, 'writeBuffer');
  return Array.isArray(buffer) ? buffer.length : 0;
}

/** socket.io gives `message` and `data` of the error to the client's `connect_error`. */
function toConnectError(thrown: unknown): Error {
  const { error } = toLiveError(thrown);
  return Object.assign(new Error(error.message), { data: error });
}

function subscriptionOf(request: unknown): string | undefined {
  if (typeof request !== 'object' || request === null) return undefined;
  return 'subscription' in request && typeof request.subscription === 'string'
    ? request.subscription.slice(0, 253)
    : undefined;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
