import type { ServerResponse } from 'node:http';
import { WatchError, type WatchEvent } from '@orrery/watch-cache';
import {
  fakeWatchHarness,
  type Refusal,
  type WatchSourceHarness,
} from '@orrery/watch-cache/testing';
import { HttpWatchSource } from '../watch/HttpWatchSource';
import { connectTo } from './connectTo';
import { pods } from './pods';
import {
  json,
  startFakeApiServer,
  statusAnswer,
  type FakeAnswer,
  type FakeRequest,
} from './startFakeApiServer';

const errorLine = `${JSON.stringify({
  type: 'ERROR',
  object: {
    apiVersion: 'v1',
    kind: 'Status',
    status: 'Failure',
    reason: 'Expired',
    message: 'too old resource version: 10 (14)',
    code: 410,
  },
})}\n`;

/** The pods of the fake in memory, served over HTTP word for word as an API server does. */
export async function startScriptedHarness(): Promise<WatchSourceHarness> {
  const fake = fakeWatchHarness();
  const server = await startFakeApiServer();
  const connection = connectTo({ url: server.url });
  let refusal: Refusal | undefined;
  let tell: 'status' | 'event' = 'event';

  server.always((request, response) => {
    const answered =
      refusal !== undefined
        ? refuse(refusal, request, response)
        : serve(request, response);
    answered.catch(() => response.destroy());
  });

  async function serve(request: FakeRequest, response: ServerResponse) {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    if (request.query.watch) {
      await serveWatch(request, response, gone.signal);
    } else {
      (await listAnswer(request, gone.signal))(request, response);
    }
  }

  async function listAnswer(
    { query }: FakeRequest,
    signal: AbortSignal,
  ): Promise<FakeAnswer> {
    try {
      const { items, resourceVersion, continueToken } = await fake.source.list(
        {
          limit: Number(query.limit),
          continueToken: query.continue || undefined,
        },
        signal,
      );
      return json({
        kind: 'PodList',
        apiVersion: 'v1',
        metadata: { resourceVersion, continue: continueToken ?? '' },
        items: [...items].map(({ metadata }) => ({ metadata })),
      });
    } catch (error) {
      if (isExpired(error)) return statusAnswer(410);
      throw error;
    }
  }

  async function serveWatch(
    request: FakeRequest,
    response: ServerResponse,
    signal: AbortSignal,
  ) {
    const { resourceVersion } = request.query;
    const watched = { resourceVersion, timeoutSeconds: 300 };
    try {
      for await (const event of fake.source.watch(watched, signal)) {
        if (event.kind === 'opened') open(response);
        else response.write(lineOf(event));
      }
      response.end();
    } catch (error) {
      if (!isExpired(error)) throw error;
      if (!response.headersSent && tell === 'status') {
        statusAnswer(410)(request, response);
        return;
      }
      open(response);
      response.end(errorLine);
    }
  }

  return {
    ...fake,
    source: new HttpWatchSource({
      connection,
      kind: pods,
      selection: { namespace: 'default' },
    }),
    forgetHistory(how) {
      tell = how;
      return fake.forgetHistory(how);
    },
    refuse(how) {
      refusal = how;
      if (how.kind === 'down') fake.endWatches('reset');
    },
    recover() {
      refusal = undefined;
    },
    async dispose() {
      await connection.dispose();
      await server.close();
    },
  };
}

async function refuse(
  refusal: Refusal,
  request: FakeRequest,
  response: ServerResponse,
): Promise<void> {
  switch (refusal.kind) {
    case 'status':
      statusAnswer(refusal.code)(request, response);
      break;
    case 'throttled': {
      const retryAfter = String(refusal.retryAfterSeconds);
      statusAnswer(429, { retryAfter })(request, response);
      break;
    }
    default:
      response.destroy();
  }
}

function open(response: ServerResponse): void {
  if (response.headersSent) return;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
}

function lineOf(event: Exclude<WatchEvent, { kind: 'opened' }>): string {
  const object =
    event.kind === 'bookmark'
      ? {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            resourceVersion: event.resourceVersion,
            creationTimestamp: null,
          },
        }
      : event.object;
  return `${JSON.stringify({ type: event.kind.toUpperCase(), object })}\n`;
}

function isExpired(error: unknown): boolean {
  return error instanceof WatchError && error.code === 'expired';
}
