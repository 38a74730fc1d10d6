import { createManualClock } from '../__testUtils__/createManualClock';
import { podList, pods } from '../__testUtils__/pods';
import {
  json,
  startFakeApiServer,
  statusAnswer,
  type FakeAnswer,
  type FakeApiServer,
} from '../__testUtils__/startFakeApiServer';
import type { ClusterEntry } from './ClusterEntry';
import {
  createManagedCluster,
  type OwnedCluster,
} from './createManagedCluster';

const version = json({ gitVersion: 'v1.34.1', major: '1', minor: '34' });
const namespace = json({ metadata: { name: 'kube-system', uid: 'uid-1' } });
const ok: FakeAnswer = (_, response) => response.end('ok');

describe('createManagedCluster()', () => {
  let server: FakeApiServer;
  let cluster: OwnedCluster;
  const { signal } = new AbortController();

  beforeEach(async () => {
    server = await startFakeApiServer();
    serve({});
  });

  afterEach(async () => {
    await cluster.stop();
    await server.close();
  });

  function serve(answers: Readonly<Record<string, FakeAnswer>>) {
    const all: Readonly<Record<string, FakeAnswer>> = {
      '/version': version,
      '/readyz': ok,
      '/api/v1/namespaces/kube-system': namespace,
      '/api/v1/pods': json(podList(['a'])),
      ...answers,
    };
    server.always((request, response) =>
      (all[request.path] ?? statusAnswer(404))(request, response),
    );
  }

  function create(entry: Partial<ClusterEntry> = {}, checkTimeoutMs = 10_000) {
    cluster = createManagedCluster(
      {
        name: 'prod-eu',
        url: server.url,
        auth: { kind: 'token', token: 't' },
        ...entry,
      },
      {
        source: 'test',
        writes: false,
        clock: createManualClock(),
        random: () => 0,
        checkTimeoutMs,
      },
    );
    cluster.start();
    return cluster.check(signal);
  }

  it('connects, and knows version and identity', async () => {
    expect(await create()).toMatchObject({
      state: 'connected',
      version: 'v1.34.1',
      identity: 'uid-1',
      lastContactMs: expect.any(Number),
    });
    expect(cluster).toMatchObject({
      title: 'prod-eu',
      writes: false,
      credentials: 'shared',
      source: 'test',
    });
  });

  it.each<[string, Readonly<Record<string, FakeAnswer>>, object]>([
    [
      'not ready',
      { '/readyz': statusAnswer(500) },
      {
        state: 'degraded',
        version: 'v1.34.1',
        lastError: {
          message: expect.stringContaining(
            'it is not ready (500 from /readyz)',
          ),
        },
      },
    ],
    [
      'refused',
      { '/version': statusAnswer(401), '/readyz': statusAnswer(401) },
      { state: 'unauthorized', lastError: { code: 'unauthorized' } },
    ],
    [
      'hiding what the credential may not read',
      {
        '/version': statusAnswer(403),
        '/readyz': statusAnswer(403),
        '/api/v1/namespaces/kube-system': statusAnswer(403),
      },
      { state: 'connected' },
    ],
    [
      'no Kubernetes',
      { '/version': (_, response) => response.end('<html>') },
      { state: 'degraded', lastError: { code: 'malformed' } },
    ],
  ])('shows a cluster that is %s', async (_, answers, expected) => {
    serve(answers);
    expect(await create()).toMatchObject(expected);
  });

  it('shows a cluster that is silent', async () => {
    serve({ '/version': () => {} });
    expect(await create({}, 50)).toMatchObject({
      state: 'unreachable',
      lastError: { code: 'timeout' },
    });
  });

  it('lists a cluster that it cannot sign in to as failed, with the cause, and contacts nobody', async () => {
    const status = await create({
      auth: {
        kind: 'unsupported',
        reason: "authProvider 'aws' is not supported yet",
      },
    });
    expect(status).toMatchObject({
      state: 'failed',
      lastError: {
        code: 'unsupported',
        message: "cluster prod-eu: authProvider 'aws' is not supported yet",
      },
    });
    await expect(cluster.connection.list(pods)).rejects.toMatchObject({
      code: 'unsupported',
    });
    expect(server.requests).toHaveLength(0);
  });

  it("checks a cluster of the viewers' tokens without any, and takes a 401 for contact", async () => {
    serve({ '/version': statusAnswer(401), '/readyz': statusAnswer(401) });
    expect(
      await create({ auth: { kind: 'viewer', provider: 'oidc.okta' } }),
    ).toMatchObject({ state: 'connected' });
    expect(cluster).toMatchObject({
      credentials: 'viewer',
      viewerProvider: 'oidc.okta',
    });
    expect(
      server.requests.filter(({ headers }) => headers.authorization),
    ).toEqual([]);
  });

  it('gives watch sources that sign with the viewer', async () => {
    await create({ auth: { kind: 'viewer', provider: 'oidc.okta' } });
    const source = cluster.watchSource(pods, {}, { token: 'jane' });
    const { items } = await source.list({ limit: 10 }, signal);
    expect([...items]).toHaveLength(1);
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer jane');
  });

  it('closes its connections when stopped', async () => {
    await create();
    await cluster.stop();
    expect(cluster.status().state).toBe('stopped');
    await expect(cluster.connection.list(pods)).rejects.toMatchObject({
      code: 'unreachable',
    });
  });
});
