import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createManualClock } from '../__testUtils__/createManualClock';
import type { ClusterRegistry, ClusterRegistryEvent } from './ClusterRegistry';
import {
  createClusterRegistry,
  type CreateClusterRegistryOptions,
} from './createClusterRegistry';
import type { ClusterEntry } from '../cluster/ClusterEntry';

/** Nothing listens here. */
const url = 'http://127.0.0.1:1';
const caData = Buffer.from('-----BEGIN CERTIFICATE-----\n').toString('base64');

function kubeconfigOf(names: readonly string[]): string {
  return JSON.stringify({
    clusters: [{ name: 'c', cluster: { server: url } }],
    contexts: names.map(name => ({ name, context: { cluster: 'c' } })),
  });
}

describe('createClusterRegistry()', () => {
  let folder: string;
  let registry: ClusterRegistry | undefined;
  const clock = createManualClock();
  const logger = mockServices.logger.mock();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orrery-registry-'));
  });

  afterEach(() => registry?.dispose());
  afterAll(() => rm(folder, { recursive: true }));

  async function start(
    data: ConstructorParameters<typeof ConfigReader>[0],
    options: Partial<CreateClusterRegistryOptions> = {},
  ) {
    jest.clearAllMocks();
    registry = createClusterRegistry({
      config: new ConfigReader(data),
      logger,
      clock,
      random: () => 0.5,
      environment: {},
      ...options,
    });
    await registry.start();
    return registry;
  }

  const names = (of: ClusterRegistry) => of.clusters().map(({ name }) => name);

  it('has no cluster without configuration, whatever kubeconfig the machine has', async () => {
    const found = join(folder, 'found.yaml');
    await writeFile(found, kubeconfigOf(['found']));
    const { KUBECONFIG, HOME } = process.env;
    process.env.KUBECONFIG = found;
    process.env.HOME = folder;
    try {
      const of = await start({}, { environment: process.env });
      expect(names(of)).toEqual([]);
      expect(of.problems()).toEqual([]);
    } finally {
      restore('KUBECONFIG', KUBECONFIG);
      restore('HOME', HOME);
    }
  });

  it('takes clusters from every locator in order, names what is wrong, and goes on', async () => {
    const of = await start({
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              { name: 'a', url, authProvider: 'localKubectlProxy' },
              { name: 'broken', authProvider: 'oidc' },
              { url, authProvider: 'aws' },
              { name: 'cloud', url, authProvider: 'aws' },
              { name: 'a', url, authProvider: 'localKubectlProxy' },
            ],
          },
          { type: 'localKubectlProxy' },
          { type: 'gke', projectId: 'p' },
          { type: 'catalog' },
          { clusters: [] },
        ],
      },
    });
    expect(names(of)).toEqual(['a', 'cloud', 'local']);
    const method = (index: number) =>
      `kubernetes.clusterLocatorMethods[${index}]`;
    expect(
      of
        .problems()
        .map(({ source, entry, message }) => [source, entry, message]),
    ).toEqual([
      [`${method(0)} (config)`, 'broken', expect.stringMatching(/^url: /)],
      [
        `${method(0)} (config)`,
        'clusters[2]',
        expect.stringMatching(/^name: /),
      ],
      [
        `${method(0)} (config)`,
        'a',
        `skipped: the name is taken already by ${method(0)} (config)`,
      ],
      [
        `${method(2)} (gke)`,
        `${method(2)} (gke)`,
        "'gke' is not supported yet",
      ],
      [
        `${method(3)} (catalog)`,
        `${method(3)} (catalog)`,
        'the catalog is not available to this plugin',
      ],
      [method(4), method(4), 'type is missing'],
    ]);
    expect(of.find('cloud')?.status()).toMatchObject({
      state: 'failed',
      lastError: {
        message: "cluster cloud: authProvider 'aws' is not supported yet",
      },
    });
  });

  it('is read-only unless writes are switched on: for all, for a kubeconfig, or for one cluster', async () => {
    const file = join(folder, 'writes.yaml');
    await writeFile(file, kubeconfigOf(['from-file', 'overridden']));
    const of = await start({
      kubernetes: { clusterLocatorMethods: [{ type: 'localKubectlProxy' }] },
      orrery: {
        clusters: {
          kubeconfigs: [{ file, writes: true }],
          overrides: {
            overridden: { writes: false, title: 'Mine' },
          },
        },
      },
    });
    expect(
      of.clusters().map(({ name, title, writes }) => [name, title, writes]),
    ).toEqual([
      ['local', 'local', false],
      ['from-file', 'from-file', true],
      ['overridden', 'Mine', false],
    ]);
  });

  it('follows a kubeconfig as it changes, and keeps clusters that did not', async () => {
    const file = join(folder, 'changing.yaml');
    await writeFile(file, kubeconfigOf(['a', 'b']));
    const of = await start({
      orrery: { clusters: { kubeconfigs: [{ file }] } },
    });
    const events: ClusterRegistryEvent[] = [];
    of.subscribe(event => {
      if (event.kind !== 'status') events.push(event);
    });
    const kept = of.find('b');

    await writeFile(file, kubeconfigOf(['b', 'c']));
    await utimes(file, 5_000, 5_000);
    await of.refresh();

    expect(names(of)).toEqual(['b', 'c']);
    expect(of.find('b')).toBe(kept);
    expect(events).toEqual([
      { kind: 'removed', name: 'a' },
      { kind: 'added', cluster: of.find('c') },
    ]);
  });

  it('keeps the clusters of a source that fails, and reports it until it recovers', async () => {
    const list = jest.fn<Promise<ClusterEntry[]>, []>();
    const entry: ClusterEntry = { name: 'x', url, auth: { kind: 'anonymous' } };
    list.mockResolvedValueOnce([entry]);
    list.mockRejectedValueOnce(new Error('inventory is down'));
    list.mockResolvedValue([{ ...entry, title: 'New' }]);
    const of = await start(
      {},
      { sources: [{ name: 'inventory', list, refreshMs: 60_000 }] },
    );
    const before = of.find('x');

    await clock.advance(60_000);
    expect(of.find('x')).toBe(before);
    expect(of.problems()).toEqual([
      { source: 'inventory', entry: 'inventory', message: 'inventory is down' },
    ]);

    await clock.advance(10_000);
    expect(of.problems()).toEqual([]);
    expect(of.find('x')?.title).toBe('New');
    expect(before?.status().state).toBe('stopped');
  });

  it('takes clusters of the catalog with its own identity', async () => {
    const getEntities = jest.fn().mockResolvedValue({
      items: [
        {
          metadata: {
            name: 'from-catalog',
            annotations: {
              'kubernetes.io/api-server': 'https://k8s.example.org',
              'kubernetes.io/api-server-certificate-authority': caData,
              'kubernetes.io/auth-provider': 'google',
            },
          },
        },
        {
          metadata: {
            name: 'sneaky',
            annotations: {
              'kubernetes.io/api-server': 'https://k8s.example.org',
              'kubernetes.io/api-server-certificate-authority': caData,
              'kubernetes.io/auth-provider': 'serviceAccount',
            },
          },
        },
        { metadata: { name: 'no-address', annotations: {} } },
      ],
    });
    const of = await start(
      { kubernetes: { clusterLocatorMethods: [{ type: 'catalog' }] } },
      { catalog: { getEntities }, auth: mockServices.auth() },
    );
    expect(names(of)).toEqual(['from-catalog']);
    expect(of.find('from-catalog')).toMatchObject({
      credentials: 'viewer',
      viewerProvider: 'google',
    });
    expect(of.problems().map(({ entry }) => entry)).toEqual(['sneaky']);
    expect(getEntities).toHaveBeenCalledWith(
      { filter: { kind: 'Resource', 'spec.type': 'kubernetes-cluster' } },
      {
        credentials: expect.objectContaining({
          principal: expect.objectContaining({ type: 'service' }),
        }),
      },
    );
  });

  it.each([
    [{}, [], ['home']],
    [
      { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' },
      ['home'],
      [],
    ],
  ])(
    'shows its own cluster when asked to and inside one: %j',
    async (environment, found, problems) => {
      const of = await start(
        { orrery: { clusters: { inCluster: { name: 'home' } } } },
        { environment },
      );
      expect(names(of)).toEqual(found);
      expect(of.problems().map(({ entry }) => entry)).toEqual(problems);
    },
  );

  it('names a kubeconfig that cannot be read, and settings that are wrong', async () => {
    const of = await start({
      orrery: {
        clusters: { writes: 'maybe', kubeconfigs: [{ file: '/no/such/file' }] },
      },
    });
    expect(of.problems()).toEqual([
      {
        source: 'app-config',
        entry: 'orrery.clusters.writes',
        message: expect.any(String),
      },
      {
        source: 'kubeconfig /no/such/file',
        entry: 'kubeconfig /no/such/file',
        message: 'cannot read /no/such/file',
      },
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('tells about each change of state, and stops everything on dispose', async () => {
    const of = await start({
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [{ name: 'a', url, authProvider: 'localKubectlProxy' }],
          },
        ],
      },
    });
    const events: ClusterRegistryEvent[] = [];
    of.subscribe(event => events.push(event));
    const cluster = of.find('a');
    await cluster?.check(new AbortController().signal);
    await of.dispose();
    expect(
      events.map(event => [
        event.kind,
        event.kind === 'status' ? event.status.state : '',
      ]),
    ).toEqual([
      ['status', 'unreachable'],
      ['removed', ''],
      ['status', 'stopped'],
    ]);
    expect(of.clusters()).toEqual([]);
    expect(cluster?.status().state).toBe('stopped');
  });
});

function restore(name: string, value: string | undefined) {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
