import {
  watchSourceContract,
  type ScriptedAnswer,
} from '@orrery/watch-cache/testing';
import { connectTo } from '../__testUtils__/connectTo';
import { pods } from '../__testUtils__/pods';
import {
  json,
  startFakeApiServer,
  statusAnswer,
  type FakeAnswer,
} from '../__testUtils__/startFakeApiServer';
import { HttpWatchSource } from './HttpWatchSource';

watchSourceContract('HttpWatchSource on a scripted server', async () => {
  const server = await startFakeApiServer();
  const connection = connectTo({ url: server.url });
  return {
    source: new HttpWatchSource({
      connection,
      kind: pods,
      selection: { namespace: 'default' },
    }),
    answer: answer => server.enqueue(toFakeAnswer(answer)),
    requests: () => server.requests,
    async dispose() {
      await connection.dispose();
      await server.close();
    },
  };
});

function toFakeAnswer(answer: ScriptedAnswer): FakeAnswer {
  switch (answer.kind) {
    case 'page':
      return json({
        kind: 'PodList',
        apiVersion: 'v1',
        metadata: {
          resourceVersion: answer.resourceVersion,
          continue: answer.continueToken ?? '',
        },
        items: answer.names.map(name => ({ metadata: { name } })),
      });
    case 'status':
      return statusAnswer(answer.code, {
        retryAfter: answer.retryAfterSeconds?.toString(),
      });
    case 'raw':
      return (_, response) => response.end(answer.body);
    case 'stream':
      return (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.flushHeaders();
        sendLines(answer.lines, line => response.write(line)).then(() => {
          if (answer.then === 'end') response.end();
          if (answer.then === 'reset') response.destroy();
        });
      };
    default:
      return answer satisfies never;
  }
}

/** One chunk per turn of the event loop, so that they arrive apart. */
async function sendLines(
  lines: readonly string[],
  write: (line: string) => void,
): Promise<void> {
  for (const line of lines) {
    write(line);
    await new Promise(resolve => {
      setTimeout(resolve, 5);
    });
  }
}

describe('HttpWatchSource', () => {
  it('closes the connection when its reader leaves before the first event', async () => {
    const server = await startFakeApiServer();
    const connection = connectTo({ url: server.url });
    const source = new HttpWatchSource({ connection, kind: pods });
    const closed = new Promise<string>(resolve => {
      server.enqueue((_, response) => {
        response.flushHeaders();
        response.once('close', () => resolve('closed'));
      });
    });

    const request = { resourceVersion: '10', timeoutSeconds: 300 };
    const { signal } = new AbortController();
    for await (const event of source.watch(request, signal)) {
      expect(event).toEqual({ kind: 'opened' });
      break;
    }

    await expect(closed).resolves.toBe('closed');
    await connection.dispose();
    await server.close();
  });

  it('leaves retries and sign-in to the engine: one request per call', async () => {
    const server = await startFakeApiServer();
    const connection = connectTo({ url: server.url });
    const source = new HttpWatchSource({ connection, kind: pods });
    const { signal } = new AbortController();
    for (const code of [401, 429, 503]) {
      server.requests.length = 0;
      server.enqueue(statusAnswer(code));
      await expect(source.list({ limit: 1 }, signal)).rejects.toThrow();
      expect(server.requests).toHaveLength(1);
    }
    await connection.dispose();
    await server.close();
  });

  it('passes selectors on', async () => {
    const server = await startFakeApiServer();
    const connection = connectTo({ url: server.url });
    const source = new HttpWatchSource({
      connection,
      kind: pods,
      selection: {
        labelSelector: 'app=web',
        fieldSelector: 'spec.nodeName=n1',
      },
    });
    server.enqueue(json({ metadata: { resourceVersion: '1' }, items: [] }));
    await source.list({ limit: 500 }, new AbortController().signal);
    expect(server.requests[0]).toMatchObject({
      path: '/api/v1/pods',
      query: { labelSelector: 'app=web', fieldSelector: 'spec.nodeName=n1' },
    });
    await connection.dispose();
    await server.close();
  });
});
