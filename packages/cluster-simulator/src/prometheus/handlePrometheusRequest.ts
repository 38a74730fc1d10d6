import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pausable } from '@orrery/promql';

import { runInTurns } from '../turns/runInTurns';
import type { PrometheusAnswer, PrometheusRequest } from './PrometheusApi';

/** What pages of other origins may do, as Prometheus tells those that ask. */
const corsHeaders = {
  'Access-Control-Allow-Headers': 'Accept, Authorization, Content-Type, Origin',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Date',
  Vary: 'Origin',
};

/** Queries are long at times; selectors and forms are not megabytes. */
const maxFormBytes = 1024 * 1024;

/** Lets an API answer a request of Node's HTTP server, in turns with others, until its client has gone. Rejects only when the API does. */
export async function handlePrometheusRequest(
  api: (request: PrometheusRequest) => Pausable<PrometheusAnswer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (request.headers.origin !== undefined) {
    for (const [name, value] of Object.entries(corsHeaders)) {
      response.setHeader(name, value);
    }
  }
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  const form = await readForm(request);
  if (form === undefined) {
    send(response, {
      status: 413,
      contentType: 'text/plain; charset=utf-8',
      text: 'http: request body too large\n',
    });
    return;
  }
  // A form goes before the URL, as Go's `Request.Form` has it.
  const parameters = new URLSearchParams(form);
  url.searchParams.forEach((value, name) => parameters.append(name, value));
  const path = decodePath(url.pathname);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const method = request.method ?? 'GET';
  const answer = await runInTurns(api({ method, path, parameters }), {
    isWanted: () => !gone.signal.aborted,
  });
  if (answer !== undefined) send(response, answer);
}

/** The form of a POST, `""` for any other body, undefined for one that is too long. */
async function readForm(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > maxFormBytes) return undefined;
    chunks.push(part);
  }
  const type = request.headers['content-type'] ?? '';
  return type.startsWith('application/x-www-form-urlencoded')
    ? Buffer.concat(chunks).toString('utf8')
    : '';
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // not an escape, so it names no label, which the API says
  }
}

function send(
  response: ServerResponse,
  { status, contentType, text, allow }: PrometheusAnswer,
): void {
  if (allow !== undefined) response.setHeader('Allow', allow.join(', '));
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}
