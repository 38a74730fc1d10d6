import type { SpdyStream } from '../spdy/SpdyStream';
import { SpdySession } from '../spdy/SpdySession';
import type { UpgradeParts } from './acceptWebSocket';

/** The first of `wanted` that the client offers for its streams. */
export function pickStreamProtocol(
  { headers }: UpgradeParts['request'],
  wanted: readonly string[],
): string | undefined {
  const offered = String(headers['x-stream-protocol-version'] ?? '')
    .split(',')
    .map(name => name.trim());
  return wanted.find(name => offered.includes(name));
}

/** Switches a plain connection to SPDY/3.1. */
export function acceptSpdy(
  { socket, head }: UpgradeParts,
  protocol: string,
  onStream: (stream: SpdyStream) => void,
  onClose: () => void,
): SpdySession {
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n' +
      `X-Stream-Protocol-Version: ${protocol}\r\n\r\n`,
  );
  if (head.length > 0) socket.unshift(head);
  return new SpdySession(socket, onStream, onClose);
}
