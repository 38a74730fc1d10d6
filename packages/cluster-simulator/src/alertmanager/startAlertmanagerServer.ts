import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createAlertmanager, parseAlertmanagerConfig } from '@orrery/alerting';
import { stringify } from 'yaml';
import { closeServer } from '../loopback/closeServer';
import { listenOnLoopback } from '../loopback/listenOnLoopback';
import { runInTurns } from '../turns/runInTurns';
import type { AlertmanagerAnswer } from './AlertmanagerAnswer';
import { createAlertmanagerApi } from './createAlertmanagerApi';
import { DEFAULT_ALERTMANAGER_CONFIG } from './defaultAlertmanagerConfig';
import { type AlertFeed, feedAlerts } from './feedAlerts';

export interface AlertmanagerServerOptions {
  /** What it is told by itself; nothing but what is posted unless given. */
  readonly feed?: AlertFeed;
  readonly nowMs: () => number;
  /** 0 picks a free one. */
  readonly port?: number;
  /** The plain value of a configuration file; that of the simulated clusters unless given. */
  readonly config?: object;
  /** Makes the UUIDs of silences; random ones unless given. */
  readonly newId?: () => string;
  /** Told of failures that are no answers: bugs. The client gets a 500. */
  readonly onUnexpected: (error: unknown) => void;
}

export interface AlertmanagerServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Bodies are lists of alerts; a real Alertmanager has no limit, so this one is far from what is sent. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * Serves an Alertmanager on the loopback interface (`/api/v2/…`, `/-/ready`). It asks the rules of its cluster when it is asked itself,
 * so it costs nothing in between; alerts that others post are taken too. Throws an AlertingError when the configuration is none.
 */
export async function startAlertmanagerServer(
  options: AlertmanagerServerOptions,
): Promise<AlertmanagerServer> {
  const { feed, nowMs, port = 0, onUnexpected } = options;
  const { config = DEFAULT_ALERTMANAGER_CONFIG, newId = randomUUID } = options;
  const manager = createAlertmanager({
    config: parseAlertmanagerConfig(config),
    newId,
  });
  const api = createAlertmanagerApi({
    manager,
    nowMs,
    startedAtMs: nowMs(),
    config: stringify(config),
  });

  async function handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    // As the real one has it for pages of other origins.
    if (request.headers.origin !== undefined) {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Vary', 'Origin');
    }
    const body = await readBody(request);
    if (body === undefined) {
      send(response, { status: 413, text: 'http: request body too large\n' });
      return;
    }
    const isAboutAlerts = url.pathname.startsWith('/api/v2/alerts');
    if (feed && isAboutAlerts) {
      await runInTurns(feedAlerts(manager, feed, nowMs()));
    }
    send(
      response,
      api({
        method: request.method ?? 'GET',
        path: url.pathname,
        parameters: url.searchParams,
        contentType: request.headers['content-type'] ?? '',
        body,
      }),
    );
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      onUnexpected(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end('internal error\n');
    });
  });
  const bound = await listenOnLoopback(server, port);
  return {
    url: `http://127.0.0.1:${bound}`,
    stop: () => closeServer(server),
  };
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(
  response: ServerResponse,
  { status, body, text, allow }: AlertmanagerAnswer,
): void {
  if (allow !== undefined) response.setHeader('Allow', allow.join(','));
  if (text !== undefined) {
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.writeHead(status).end(text);
  } else if (body === undefined) {
    response.writeHead(status).end();
  } else {
    response.setHeader('Content-Type', 'application/json');
    response.writeHead(status).end(`${JSON.stringify(body)}\n`);
  }
}
