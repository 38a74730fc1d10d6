import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';

const MAX_MESSAGE_BYTES = 16 * 1_048_576;

/** The first of `wanted` that the client offers. */
export function pickSubprotocol(
  request: IncomingMessage,
  wanted: readonly string[],
): string | undefined {
  const offered = (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map(name => name.trim());
  return wanted.find(name => offered.includes(name));
}

/** Completes the handshake with this subprotocol, also one that holds a slash, which the parser of `ws` refuses. */
export function acceptWebSocket(
  { request, socket, head }: UpgradeParts,
  subprotocol: string,
): Promise<WebSocket> {
  delete request.headers['sec-websocket-protocol'];
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  server.on('headers', headers =>
    headers.push(`Sec-WebSocket-Protocol: ${subprotocol}`),
  );
  return new Promise((resolve, reject) => {
    socket.once('close', () =>
      reject(new Error('the client left during the handshake')),
    );
    server.handleUpgrade(request, socket, head, resolve);
  });
}

export interface UpgradeParts {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}
