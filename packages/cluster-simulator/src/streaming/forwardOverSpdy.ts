import { pipeline, type Duplex } from 'node:stream';
import { SpdySession } from '../spdy/SpdySession';
import type { SpdyStream } from '../spdy/SpdyStream';
import { parsePort } from './parsePort';

export type Connect = (port: number) => Duplex;

/**
 * Forwards the connections of `kubectl port-forward`: for each one the client opens a stream `error` and a stream `data` with the same
 * `requestid`; what goes wrong is written to the first.
 */
export function forwardOverSpdy(connect: Connect): {
  onStream(stream: SpdyStream): void;
} {
  const waiting = new Map<string, SpdyStream>();
  return {
    onStream(stream) {
      const { streamtype, requestid = '', port = '' } = stream.headers;
      if (streamtype === 'error') {
        waiting.set(requestid, stream);
        stream.once('close', () => waiting.delete(requestid));
        // The client says nothing here; reading lets the stream end.
        stream.resume();
        return;
      }
      const errors = waiting.get(requestid);
      waiting.delete(requestid);
      if (streamtype !== 'data' || !errors) {
        stream.destroy();
        return;
      }
      forward(stream, errors, port, connect);
    },
  };
}

function forward(
  data: SpdyStream,
  errors: SpdyStream,
  portText: string,
  connect: Connect,
): void {
  let target: Duplex;
  try {
    target = connect(parsePort(portText));
  } catch (error) {
    errors.end(error instanceof Error ? error.message : String(error));
    data.end();
    data.resume();
    return;
  }
  pipeline(data, target, data, error => {
    // A client that left closes its end; anything else is told.
    if (error && !errors.writableEnded && !errors.destroyed)
      errors.end(error.message);
    else errors.end();
  });
}

/** A SPDY connection over any byte stream, for the tunnel inside a WebSocket. */
export function tunnelSpdy(
  transport: Duplex,
  connect: Connect,
  onClose: () => void,
): SpdySession {
  return new SpdySession(transport, forwardOverSpdy(connect).onStream, onClose);
}
