import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Socket } from 'node:net';

export type UpgradeHandler = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => void;

const attached = new WeakSet<Server>();

/** A request that was handed on and got no answer for so long gets none. */
const ABANDONED_MS = 10_000;

/**
 * Takes over WebSocket upgrades of one path of the backend's server; attaching twice to a server is harmless. Returns the undo.
 *
 * Backstage has no hook for this (through 1.55), and others share the server: the signals plugin waits for an upgrade request
 * to arrive at Express before it listens itself. Node stops delivering those as soon as anyone listens, so while we are the
 * only listener, requests for other paths are handed to Express the way Node would have.
 */
export function attachUpgrade(
  server: Server,
  path: string,
  handle: UpgradeHandler,
): () => void {
  if (attached.has(server)) {
    return () => {};
  }
  attached.add(server);
  const handedOn = new Set<Socket>();
  const onUpgrade: UpgradeHandler = (request, socket, head) => {
    if (isUnder(path, request.url)) {
      handle(request, socket, head);
    } else if (
      server.listenerCount('upgrade') === 1 &&
      socket instanceof Socket
    ) {
      handedOn.add(socket);
      socket.once('close', () => handedOn.delete(socket));
      handOn(server, request, socket, head);
    }
  };
  server.on('upgrade', onUpgrade);
  return () => {
    attached.delete(server);
    server.off('upgrade', onUpgrade);
    handedOn.forEach(destroyIfAbandoned);
  };
}

/** The server that a request came in on; Node keeps it on the socket, undocumented. */
export function serverOf(request: IncomingMessage): Server | undefined {
  const server: unknown = Reflect.get(request.socket, 'server');
  return isHttpServer(server) ? server : undefined;
}

/**
 * Node let go of the socket when it emitted `upgrade`: nobody reads it, notices its end, or closes it after an answer.
 * Whoever takes it over (a proxy) listens for data; else it is closed with the answer, or when none came.
 */
function handOn(
  server: Server,
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  if (head.length > 0) socket.unshift(head);
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => socket.end(() => destroyIfAbandoned(socket)));
  setTimeout(destroyIfAbandoned, ABANDONED_MS, socket).unref();
  server.emit('request', request, response);
}

function destroyIfAbandoned(socket: Socket): void {
  if (socket.listenerCount('data') === 0) socket.destroy();
}

function isHttpServer(value: unknown): value is Server {
  return (
    typeof value === 'object' &&
    value !== null &&
    'listenerCount' in value &&
    'emit' in value
  );
}

function isUnder(path: string, url: string | undefined): boolean {
  const wanted = url?.split('?')[0] ?? '';
  return wanted === path || wanted.startsWith(`${path}/`);
}
