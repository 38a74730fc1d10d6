import { connectTo } from '../__testUtils__/connectTo';
import { podList, pods } from '../__testUtils__/pods';
import {
  json,
  startFakeApiServer,
  statusAnswer,
  type FakeApiServer,
} from '../__testUtils__/startFakeApiServer';
import { HttpWatchSource } from './HttpWatchSource';

describe('HttpWatchSource', () => {
  let server: FakeApiServer;
  let connection: ReturnType<typeof connectTo>;
  let source: HttpWatchSource;
  const { signal } = new AbortController();
  const request = { resourceVersion: '10', timeoutSeconds: 300 };

  beforeEach(async () => {
    server = await startFakeApiServer();
    connection = connectTo({ url: server.url });
    source = new HttpWatchSource({ connection, kind: pods });
  });

  afterEach(async () => {
    await connection.dispose();
    await server.close();
  });

  const readAll = async () => {
    const seen: string[] = [];
    for await (const event of source.watch(request, signal)) {
      seen.push(event.kind);
    }
    return seen;
  };

  it('asks for pages by limit and token, and for the most recent state', async () => {
    server.always(json(podList([])));
    await source.list({ limit: 2 }, signal);
    await source.list({ limit: 2, continueToken: 'more' }, signal);
    expect(server.requests.map(({ path, query }) => ({ path, query }))).toEqual(
      [
        { path: '/api/v1/pods', query: { limit: '2' } },
        { path: '/api/v1/pods', query: { limit: '2', continue: 'more' } },
      ],
    );
  });

  it('asks for bookmarks, a time limit and what comes after a version', async () => {
    server.enqueue((_, response) => response.end());
    expect(await readAll()).toEqual(['opened']);
    expect(server.requests[0].query).toEqual({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: '10',
      timeoutSeconds: '300',
    });
  });

  it.each([
    ['a list', '<html>sign in</html>'],
    [
      'an item',
      '{"metadata":{"resourceVersion":"1"},"items":[{"metadata":3}]}',
    ],
  ])('throws malformed for what is not %s', async (_, body) => {
    server.enqueue((__, response) => response.end(body));
    const reading = async () => [
      ...(await source.list({ limit: 2 }, signal)).items,
    ];
    await expect(reading()).rejects.toMatchObject({
      name: 'WatchError',
      code: 'malformed',
    });
  });

  it('throws malformed for a line that is not an event', async () => {
    server.enqueue((_, response) => response.end('{"type":\n'));
    await expect(readAll()).rejects.toMatchObject({
      name: 'WatchError',
      code: 'malformed',
    });
  });

  it('closes the connection when its reader leaves before the first event', async () => {
    const closed = new Promise<string>(resolve => {
      server.enqueue((_, response) => {
        response.flushHeaders();
        response.once('close', () => resolve('closed'));
      });
    });
    for await (const event of source.watch(request, signal)) {
      expect(event).toEqual({ kind: 'opened' });
      break;
    }
    await expect(closed).resolves.toBe('closed');
  });

  it('leaves retries and sign-in to the engine: one request per call', async () => {
    for (const code of [401, 429, 503]) {
      server.requests.length = 0;
      server.enqueue(statusAnswer(code));
      await expect(source.list({ limit: 1 }, signal)).rejects.toThrow();
      expect(server.requests).toHaveLength(1);
    }
  });

  it('passes namespace and selectors on', async () => {
    source = new HttpWatchSource({
      connection,
      kind: pods,
      selection: {
        namespace: 'shop',
        labelSelector: 'app=web',
        fieldSelector: 'spec.nodeName=n1',
      },
    });
    server.always(json(podList([])));
    await source.list({ limit: 500 }, signal);
    expect(server.requests[0]).toMatchObject({
      path: '/api/v1/namespaces/shop/pods',
      query: { labelSelector: 'app=web', fieldSelector: 'spec.nodeName=n1' },
    });
  });
});
