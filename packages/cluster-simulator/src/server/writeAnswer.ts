import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { stringify } from 'yaml';
import { StatusError } from '../status/StatusError';
import type { ApiAnswer, StreamSink } from './ApiAnswer';
import { negotiateRepresentation, type Representation } from './Representation';
import { renderList, renderObject, RenderOptions } from './render';

/** From this size on a real server compresses. */
const gzipFromBytes = 128 * 1024;
const compress = promisify(gzip);

/** Writes an answer in the representation that the client accepts. */
export async function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: ApiAnswer,
  options: Omit<RenderOptions, 'representation'>,
): Promise<void> {
  switch (answer.kind) {
    case 'object': {
      const representation = negotiateRepresentation(request.headers.accept);
      answer.warnings?.forEach(warning =>
        response.appendHeader('Warning', `299 - ${JSON.stringify(warning)}`),
      );
      const body = renderObject(answer.definition, answer.object, {
        ...options,
        representation,
      });
      return writeObjects(
        request,
        response,
        answer.code,
        [body],
        representation,
      );
    }
    case 'list': {
      const representation = negotiateRepresentation(request.headers.accept);
      return writeObjects(
        request,
        response,
        200,
        await renderList(answer, { ...options, representation }),
        representation,
      );
    }
    case 'json': {
      const contentType = answer.contentType ?? 'application/json';
      return writeText(
        request,
        response,
        answer.code,
        [Buffer.from(JSON.stringify(answer.body))],
        contentType,
      );
    }
    case 'text':
      return writeText(
        request,
        response,
        answer.code,
        [Buffer.from(answer.body)],
        'text/plain; charset=utf-8',
      );
    case 'bytes': {
      const { body, contentType } = answer;
      return writeText(request, response, 200, [body], contentType);
    }
    default:
      return writeStream(response, answer);
  }
}

/** People ask for YAML, of a few objects: it is made of the JSON. */
function writeObjects(
  request: IncomingMessage,
  response: ServerResponse,
  code: number,
  json: readonly Buffer[],
  representation: Representation,
): Promise<void> {
  if (representation !== 'yaml')
    return writeText(request, response, code, json, 'application/json');
  const text = stringify(JSON.parse(Buffer.concat(json).toString()));
  const yaml = [Buffer.from(text)];
  return writeText(request, response, code, yaml, 'application/yaml');
}

export function writeStatus(
  response: ServerResponse,
  error: StatusError,
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const retryAfterSeconds = error.details?.retryAfterSeconds;
  if (retryAfterSeconds !== undefined)
    response.setHeader('Retry-After', String(retryAfterSeconds));
  setCommonHeaders(response);
  const body = Buffer.from(JSON.stringify(error.toStatus()));
  response.writeHead(error.code, {
    'Content-Type': 'application/json',
    'Content-Length': body.length,
  });
  response.end(body);
}

function setCommonHeaders(response: ServerResponse): void {
  response.setHeader('Audit-Id', randomUUID());
  response.setHeader('Cache-Control', 'no-cache, private');
}

async function writeText(
  request: IncomingMessage,
  response: ServerResponse,
  code: number,
  pieces: readonly Buffer[],
  contentType: string,
): Promise<void> {
  let body = Buffer.concat(pieces);
  const acceptsGzip = /\bgzip\b/.test(
    String(request.headers['accept-encoding'] ?? ''),
  );
  const headers: Record<string, string | number> = {
    'Content-Type': contentType,
  };
  if (acceptsGzip && body.length > gzipFromBytes) {
    body = await compress(body, { level: constants.Z_BEST_SPEED });
    headers['Content-Encoding'] = 'gzip';
    headers.Vary = 'Accept-Encoding';
  }
  setCommonHeaders(response);
  response.writeHead(code, { ...headers, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function writeStream(
  response: ServerResponse,
  { contentType, open }: Extract<ApiAnswer, { kind: 'stream' }>,
): Promise<void> {
  setCommonHeaders(response);
  response.writeHead(200, { 'Content-Type': contentType });
  response.flushHeaders();
  response.socket?.setNoDelay(true);
  const sink: StreamSink = {
    write: chunk => {
      if (!response.writableEnded && !response.destroyed) response.write(chunk);
    },
    end: () => response.end(),
    // `resetAndDestroy` throws on a TLS socket; without its last chunk the answer is cut off all the same.
    reset: () => response.destroy(),
    pendingBytes: () => response.writableLength,
    drained: () => waitForDrain(response),
  };
  return new Promise(resolve => {
    response.once('close', resolve);
    const stop = open(sink);
    response.once('close', stop);
  });
}

function waitForDrain(response: ServerResponse): Promise<void> {
  if (response.destroyed || !response.writableNeedDrain)
    return Promise.resolve();
  return new Promise(resolve => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });
}
