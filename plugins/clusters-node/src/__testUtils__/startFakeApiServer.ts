import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import {
  createServer as createTlsServer,
  type ServerOptions,
} from 'node:https';
import type { Socket } from 'node:net';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type FakeAnswer = (
  request: FakeRequest,
  response: ServerResponse,
) => void;

/** A scripted API server on a free port of the loopback interface. */
export interface FakeApiServer {
  readonly url: string;
  /** Oldest first. */
  readonly requests: FakeRequest[];
  /** Connections accepted so far. */
  connectionCount(): number;
  /** Answers the next request that has no answer yet; requests without one wait. */
  enqueue(...answers: readonly FakeAnswer[]): void;
  /** Answers every request from now on that no queued answer is left for. */
  always(answer: FakeAnswer): void;
  /** A second call is harmless. */
  close(): Promise<void>;
}

export async function startFakeApiServer(
  tls?: ServerOptions,
): Promise<FakeApiServer> {
  const requests: FakeRequest[] = [];
  const queued: FakeAnswer[] = [];
  const waiting: { request: FakeRequest; response: ServerResponse }[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let fallback: FakeAnswer | undefined;

  const drain = () => {
    while (waiting.length > 0) {
      const answer = queued.shift() ?? fallback;
      if (answer === undefined) return;
      const next = waiting.shift();
      if (next) answer(next.request, next.response);
    }
  };
  const listener: RequestListener = (message, response) => {
    readRequest(message).then(
      request => {
        requests.push(request);
        waiting.push({ request, response });
        drain();
      }, // A client that went away has nobody left to answer.
      () => response.destroy(),
    );
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on(tls ? 'secureConnection' : 'connection', () => connections++);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    connectionCount: () => connections,
    enqueue(...answers) {
      queued.push(...answers);
      drain();
    },
    always(answer) {
      fallback = answer;
      drain();
    },
    async close() {
      if (!server.listening) return;
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export function json(
  body: unknown,
  options: { status?: number; headers?: Record<string, string> } = {},
): FakeAnswer {
  return (_, response) => {
    const { status = 200, headers } = options;
    response.writeHead(status, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(body));
  };
}

/** An error as the API server words it. */
export function statusAnswer(
  code: number,
  options: { message?: string; reason?: string; retryAfter?: string } = {},
): FakeAnswer {
  const { message = `status ${code}`, reason, retryAfter } = options;
  return json(
    {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason,
      code,
    },
    {
      status: code,
      headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    },
  );
}

async function readRequest(message: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const url = new URL(message.url ?? '/', 'http://fake');
  return {
    method: message.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: message.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
