import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { HttpAnswer, HttpRequest } from './HttpExchange';

/** What the server is made of. */
export interface LoopbackServerOptions {
  /** Default: any free port. */
  readonly port?: number;
  readonly maxBodyBytes: number;
  readonly answer: (request: HttpRequest) => Promise<HttpAnswer>;
  /** The answer to a body beyond the limit. */
  readonly tooLarge: HttpAnswer;
  /** Told of what `answer` did not expect; the client gets a bare 500. */
  readonly onUnexpected: (error: unknown) => void;
}

/** A running server. */
export interface LoopbackServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  stop(): Promise<void>;
}

const host = '127.0.0.1';
const requestTimeoutMs = 60_000;

/** Serves requests with bodies of bounded size on loopback. */
export async function startLoopbackServer(
  options: LoopbackServerOptions,
): Promise<LoopbackServer> {
  const server = createServer(
    { requestTimeout: requestTimeoutMs },
    (message, response) => {
      answerMessage(message, options).then(
        answer => send(response, answer),
        error => {
          if (!message.destroyed || message.complete)
            options.onUnexpected(error);
          if (!response.headersSent) send(response, { status: 500 });
        },
      );
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', options.onUnexpected);
  const address = server.address();
  const port =
    typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    url: `http://${host}:${port}`,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerMessage(
  message: IncomingMessage,
  { answer, maxBodyBytes, tooLarge }: LoopbackServerOptions,
): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    // The rest is read and thrown away, so that the client gets to read the answer.
    if (size <= maxBodyBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > maxBodyBytes * 4) break;
  }
  if (size > maxBodyBytes) return tooLarge;
  const url = new URL(message.url ?? '/', `http://${host}`);
  const path = decodePath(url.pathname);
  if (path === undefined) return { status: 400 };
  return answer({
    method: message.method ?? 'GET',
    path,
    query: url.searchParams,
    headers: message.headers,
    body: Buffer.concat(chunks),
  });
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // answered with 400
  }
}

function send(
  response: ServerResponse,
  { status, headers, body = '' }: HttpAnswer,
): void {
  response.writeHead(status, {
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
