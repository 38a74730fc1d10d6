import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { makePod } from './makePod';

const HISTORY = 20_000;
const BOOKMARK_MS = 60_000;

/**
 * The part of an API server that a watch of all pods needs, over plain HTTP. While a watch is open, random pods change
 * `changesPerSecond` times a second. The time of a change is its pod's restart count: tenths of a millisecond since `epochMs`.
 */
export class PodServer {
  readonly #pods: KubernetesObject[];
  readonly #watches = new Set<ServerResponse>();
  readonly #pages = new Map<string, readonly KubernetesObject[]>();
  readonly #server: Server;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #epochMs: number;
  #history: { revision: number; line: string }[] = [];
  #revision = 1_000;
  #owed = 0;

  constructor(pods: number, changesPerSecond: number, epochMs: number) {
    this.#epochMs = epochMs;
    this.#pods = Array.from({ length: pods }, (_, index) =>
      makePod(index, this.#revision, 0),
    );
    this.#server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(
        request.url ?? '/',
        'http://server',
      );
      if (pathname === '/version') {
        sendJson(response, { major: '1', minor: '35', gitVersion: 'v1.35.0' });
      } else if (pathname !== '/api/v1/pods') {
        response.writeHead(404).end();
      } else if (searchParams.get('watch')) {
        this.#watch(Number(searchParams.get('resourceVersion')), response);
      } else {
        this.#list(searchParams, response);
      }
    });
    this.#timers.push(
      setInterval(() => this.#change(changesPerSecond / 200), 5),
      setInterval(() => this.#bookmark(), BOOKMARK_MS),
    );
  }

  /** Resolves with the URL. */
  listen(): Promise<string> {
    return new Promise(resolve => {
      this.#server.listen(0, '127.0.0.1', () => {
        const { port } = this.#server.address() as AddressInfo;
        resolve(`http://127.0.0.1:${port}`);
      });
    });
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #list(query: URLSearchParams, response: ServerResponse): void {
    const token = query.get('continue') ?? '';
    const rest = this.#pages.get(token) ?? [...this.#pods];
    const revision = Number(token.split('/')[0]) || this.#revision;
    const limit = Number(query.get('limit')) || Infinity;
    const remaining = rest.slice(limit);
    const next =
      remaining.length > 0 ? `${revision}/${remaining.length}` : undefined;
    if (next !== undefined) this.#pages.set(next, remaining);
    sendJson(response, {
      kind: 'PodList',
      apiVersion: 'v1',
      metadata: { resourceVersion: String(revision), continue: next },
      items: rest
        .slice(0, limit)
        .map(({ metadata, spec, status }) => ({ metadata, spec, status })),
    });
  }

  #watch(from: number, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    for (const { revision, line } of this.#history) {
      if (revision > from) response.write(line);
    }
    this.#watches.add(response);
    response.on('close', () => this.#watches.delete(response));
  }

  #change(count: number): void {
    if (this.#watches.size === 0) return;
    this.#owed += count;
    for (; this.#owed >= 1; this.#owed -= 1) {
      this.#revision += 1;
      const index = Math.floor(Math.random() * this.#pods.length);
      const restarts = Math.round((Date.now() - this.#epochMs) * 10);
      const object = makePod(index, this.#revision, restarts);
      this.#pods[index] = object;
      const line = `${JSON.stringify({ type: 'MODIFIED', object })}\n`;
      this.#history.push({ revision: this.#revision, line });
      for (const watch of this.#watches) watch.write(line);
    }
    if (this.#history.length > HISTORY)
      this.#history = this.#history.slice(-HISTORY / 2);
  }

  #bookmark(): void {
    const metadata = { resourceVersion: String(this.#revision) };
    const object = { kind: 'Pod', apiVersion: 'v1', metadata };
    const line = `${JSON.stringify({ type: 'BOOKMARK', object })}\n`;
    for (const watch of this.#watches) watch.write(line);
  }
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
