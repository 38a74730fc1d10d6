import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { Telemetry } from '@orrery/telemetry-model';
import { WebSocketServer } from 'ws';
import type { SimulationClock } from '../clock/SimulationClock';
import { closeServer } from '../loopback/closeServer';
import { listenOnLoopback } from '../loopback/listenOnLoopback';
import { createLogStreams } from './createLogStreams';
import { createLokiApi, type LokiAnswer } from './createLokiApi';
import type { LokiApiContext } from './LokiApi';
import { parseTailRequest } from './parseTailRequest';
import { readParameters } from './readParameters';
import { tailLogs } from './tailLogs';
import { toLokiFailure } from './LokiFailure';

export interface LokiServerOptions {
  readonly telemetry: () => Telemetry;
  readonly clock: SimulationClock;
  /** Label of every stream. */
  readonly cluster: string;
  /** 0 picks a free one. */
  readonly port?: number;
  /** Told of failures that are no answers: bugs. The client gets a 500. */
  readonly onUnexpected: (error: unknown) => void;
}

export interface LokiServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Far more clients than one cluster has. */
const MAX_TAILS = 50;

/**
 * Serves the logs of one cluster on the loopback interface as a Loki does that an agent in the cluster feeds: `/loki/api/v1/…`, the
 * WebSocket `/loki/api/v1/tail`, and `/ready`.
 */
export async function startLokiServer(
  options: LokiServerOptions,
): Promise<LokiServer> {
  const { telemetry, clock, cluster, port = 0, onUnexpected } = options;
  const nowMs = () => clock.nowMs();
  const context: LokiApiContext = {
    source: createLogStreams({ telemetry, nowMs, cluster }),
    nowMs,
    elapsedMs: () => performance.now(),
  };
  const api = createLokiApi(context);
  const sockets = new WebSocketServer({ noServer: true });

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/ready') {
      response.end('ready\n');
      return;
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const parameters = await readParameters(request);
    if (parameters === undefined) {
      send(response, {
        status: 413,
        contentType: 'text/plain; charset=utf-8',
        text: 'http: request body too large\n',
      });
      return;
    }
    const flags = String(
      request.headers['x-loki-response-encoding-flags'] ?? '',
    );
    send(
      response,
      await api(pathname, request.method ?? 'GET', {
        parameters,
        categorizesLabels: flags.includes('categorize-labels'),
        signal: gone.signal,
      }),
    );
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      onUnexpected(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end('internal error\n');
    });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    try {
      const tail = parseTailRequest(request.url ?? '/', nowMs());
      if (sockets.clients.size >= MAX_TAILS) {
        refuse(socket, 429, 'max concurrent tail requests limit exceeded');
        return;
      }
      sockets.handleUpgrade(request, socket, head, client =>
        tailLogs(client, context, clock, tail),
      );
    } catch (error) {
      try {
        const { status, message } = toLokiFailure(error);
        refuse(socket, status, message);
      } catch (bug) {
        onUnexpected(bug);
        socket.destroy();
      }
    }
  });
  const bound = await listenOnLoopback(server, port);
  return {
    url: `http://127.0.0.1:${bound}`,
    stop: () => {
      for (const client of sockets.clients) client.terminate();
      return closeServer(server);
    },
  };
}

function send(
  response: ServerResponse,
  { status, contentType, text }: LokiAnswer,
): void {
  if (response.destroyed) return; // its client has gone
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** A handshake that does not take place is answered as any other request. */
function refuse(
  socket: { end(text: string): unknown },
  status: number,
  message: string,
): void {
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(
      message,
    )}\r\n\r\n${message}`,
  );
}
