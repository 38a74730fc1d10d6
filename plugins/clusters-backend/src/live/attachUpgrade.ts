import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Socket } from 'node:net';

export type UpgradeHandler = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => void;

const attached = new WeakSet<Server>();

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
  const onUpgrade: UpgradeHandler = (request, socket, head) => {
    if (isUnder(path, request.url)) {
      handle(request, socket, head);
    } else if (
      server.listenerCount('upgrade') === 1 &&
      socket instanceof Socket
    ) {
      const response = new ServerResponse(request);
      response.assignSocket(socket);
      server.emit('request', request, response);
    }
  };
  server.on('upgrade', onUpgrade);
  return () => {
    attached.delete(server);
    server.off('upgrade', onUpgrade);
  };
}

/** The server that a request came in on; Node keeps it on the socket, undocumented. */
export function serverOf(request: IncomingMessage): Server | undefined {
  const server: unknown = Reflect.get(request.socket, 'server');
  return isHttpServer(server) ? server : undefined;
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
