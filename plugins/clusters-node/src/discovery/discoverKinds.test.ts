import { connectTo } from '../__testUtils__/connectTo';
import { createTestClock } from '../__testUtils__/createTestClock';
import {
  json,
  startFakeApiServer,
  statusAnswer,
  type FakeAnswer,
  type FakeApiServer,
} from '../__testUtils__/startFakeApiServer';

const aggregatedType =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

function aggregated(items: unknown[]): FakeAnswer {
  return json(
    { kind: 'APIGroupDiscoveryList', metadata: {}, items },
    { headers: { 'content-type': aggregatedType } },
  );
}

function resource(kind: string, plural: string, extra = {}) {
  return {
    resource: plural,
    responseKind: { group: '', version: 'v1', kind },
    scope: 'Namespaced',
    singularResource: kind.toLowerCase(),
    verbs: ['list', 'watch'],
    ...extra,
  };
}

const core = aggregated([
  {
    metadata: {},
    versions: [
      {
        version: 'v1',
        resources: [
          resource('Pod', 'pods', {
            shortNames: ['po'],
            categories: ['all'],
            subresources: [{ subresource: 'log' }, { subresource: 'status' }],
          }),
          resource('Node', 'nodes', { scope: 'Cluster' }),
          resource('Event', 'events'),
        ],
      },
    ],
  },
]);

const groups = aggregated([
  {
    metadata: { name: 'events.k8s.io' },
    versions: [{ version: 'v1', resources: [resource('Event', 'events')] }],
  },
  {
    metadata: { name: 'example.org' },
    versions: [
      { version: 'v2', resources: [resource('Widget', 'widgets')] },
      {
        version: 'v1',
        resources: [
          resource('Widget', 'widgets'),
          resource('Gadget', 'gadgets'),
        ],
      },
      { version: 'v0', resources: [{ resource: 'stale', scope: 'Cluster' }] },
    ],
  },
]);

describe('discovery', () => {
  let server: FakeApiServer;
  const clock = createTestClock();
  let connection: ReturnType<typeof connectTo>;

  beforeEach(async () => {
    server = await startFakeApiServer();
    connection = connectTo({ url: server.url }, { clock });
  });

  afterEach(async () => {
    await connection.dispose();
    await server.close();
  });

  const serve = (answers: Readonly<Record<string, FakeAnswer>>) =>
    server.always((request, response) =>
      (answers[request.path] ?? statusAnswer(404))(request, response),
    );

  it('reads aggregated discovery in two requests', async () => {
    serve({ '/api': core, '/apis': groups });
    const kinds = await connection.discover();
    expect(server.requests).toHaveLength(2);
    expect(
      kinds.map(({ group, version, plural, preferred }) => [
        group,
        version,
        plural,
        preferred,
      ]),
    ).toEqual([
      ['', 'v1', 'pods', true],
      ['', 'v1', 'nodes', true],
      ['', 'v1', 'events', true],
      ['events.k8s.io', 'v1', 'events', true],
      ['example.org', 'v2', 'widgets', true],
      ['example.org', 'v1', 'widgets', false],
      ['example.org', 'v1', 'gadgets', true],
    ]);
    expect(kinds[0]).toEqual({
      group: '',
      version: 'v1',
      plural: 'pods',
      singular: 'pod',
      kind: 'Pod',
      namespaced: true,
      shortNames: ['po'],
      categories: ['all'],
      verbs: ['list', 'watch'],
      subresources: ['log', 'status'],
      preferred: true,
    });
    expect(kinds[1].namespaced).toBe(false);
  });

  it('falls back to the legacy lists, and goes on without a group that is down', async () => {
    serve({
      '/api': json({ kind: 'APIVersions', versions: ['v1'] }),
      '/api/v1': json({
        kind: 'APIResourceList',
        resources: [
          {
            name: 'pods',
            kind: 'Pod',
            namespaced: true,
            verbs: ['list'],
            shortNames: ['po'],
          },
          { name: 'pods/log', kind: 'Pod', namespaced: true, verbs: ['get'] },
        ],
      }),
      '/apis': json({
        kind: 'APIGroupList',
        groups: [
          {
            name: 'autoscaling',
            versions: [{ version: 'v1' }, { version: 'v2' }],
            preferredVersion: { version: 'v2' },
          },
          { name: 'metrics.k8s.io', versions: [{ version: 'v1beta1' }] },
        ],
      }),
      '/apis/autoscaling/v1': json({
        resources: [{ name: 'hpas', kind: 'HPA', namespaced: true, verbs: [] }],
      }),
      '/apis/autoscaling/v2': json({
        resources: [{ name: 'hpas', kind: 'HPA', namespaced: true, verbs: [] }],
      }),
      '/apis/metrics.k8s.io/v1beta1': statusAnswer(503),
    });
    const kinds = await connection.discover();
    expect(
      kinds.map(({ group, version, plural, preferred, subresources }) => ({
        name: `${plural}.${version}.${group}`,
        preferred,
        subresources,
      })),
    ).toEqual([
      { name: 'pods.v1.', preferred: true, subresources: ['log'] },
      { name: 'hpas.v2.autoscaling', preferred: true, subresources: [] },
      { name: 'hpas.v1.autoscaling', preferred: false, subresources: [] },
    ]);
  });

  it('keeps what it read for ten minutes', async () => {
    serve({ '/api': core, '/apis': groups });
    await connection.discover();
    clock.advance(9 * 60_000);
    await connection.discover();
    expect(server.requests).toHaveLength(2);
    clock.advance(2 * 60_000);
    await connection.discover();
    expect(server.requests).toHaveLength(4);
    await connection.discover({ fresh: true });
    expect(server.requests).toHaveLength(6);
  });

  it('shares one discovery between those who ask at the same time', async () => {
    serve({ '/api': core, '/apis': groups });
    await Promise.all([connection.discover(), connection.findKind('pods')]);
    expect(server.requests).toHaveLength(2);
  });

  it('goes on for the others when one of them gives up', async () => {
    const controller = new AbortController();
    const impatient = connection.discover({ signal: controller.signal });
    const patient = connection.discover();
    controller.abort(new Error('gone'));
    await expect(impatient).rejects.toThrow('gone');
    serve({ '/api': core, '/apis': groups });
    expect(await patient).toHaveLength(7);
  });

  it('does not keep a failed discovery', async () => {
    serve({ '/api': statusAnswer(403), '/apis': groups });
    await expect(connection.discover()).rejects.toMatchObject({
      code: 'forbidden',
    });
    serve({ '/api': core, '/apis': groups });
    expect(await connection.discover()).toHaveLength(7);
  });

  it.each([
    ['Pod', 'pods v1'],
    ['po', 'pods v1'],
    ['event', 'events v1'],
    ['events.events.k8s.io', 'events events.k8s.io/v1'],
    ['widgets', 'widgets example.org/v2'],
    ['widgets.v1.example.org', 'widgets example.org/v1'],
  ])('finds by %s', async (name, expected) => {
    serve({ '/api': core, '/apis': groups });
    const kind = await connection.findKind(name);
    const apiVersion = kind?.group
      ? `${kind.group}/${kind.version}`
      : kind?.version;
    expect(`${kind?.plural} ${apiVersion}`).toBe(expected);
  });

  it('looks again for a kind that it does not know, but not at every miss', async () => {
    serve({ '/api': core, '/apis': aggregated([]) });
    expect(await connection.findKind('widgets')).toBeUndefined();
    expect(server.requests).toHaveLength(2);
    serve({ '/api': core, '/apis': groups });
    expect(await connection.findKind('widgets')).toBeUndefined();
    clock.advance(31_000);
    expect((await connection.findKind('widgets'))?.kind).toBe('Widget');
    expect(server.requests).toHaveLength(4);
  });

  it("signs with the viewer's token where the cluster wants it", async () => {
    const oidc = connectTo({
      url: server.url,
      auth: { kind: 'viewer', provider: 'oidc.okta' },
    });
    serve({ '/api': core, '/apis': groups });
    await oidc.findKind('pods', { viewer: { token: 'jane-token' } });
    expect(server.requests[0].headers.authorization).toBe('Bearer jane-token');
    await oidc.dispose();
  });
});
