import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createClusterRegistry } from '../registry/createClusterRegistry';
import { connectTo } from '../__testUtils__/connectTo';
import { deployments } from '../__testUtils__/pods';
import { startSimulatedCluster } from '../__testUtils__/startSimulatedCluster';
import type { HttpClusterConnection } from './HttpClusterConnection';

const configMaps = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
  namespaced: true,
};
const settings = { name: 'settings', namespace: 'default' };

describe('HttpClusterConnection on the simulator', () => {
  let cluster: Awaited<ReturnType<typeof startSimulatedCluster>>;
  let admin: HttpClusterConnection;
  let viewer: HttpClusterConnection;

  beforeAll(async () => {
    cluster = await startSimulatedCluster('prod-eu');
    admin = connectTo(cluster.admin);
    viewer = connectTo(cluster.viewer);
  });

  afterAll(async () => {
    await Promise.all([admin.dispose(), viewer.dispose()]);
    await cluster.close();
  });

  it('creates, reads, patches in every way, and deletes an object', async () => {
    await admin.create(configMaps, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: settings,
      data: { a: '1' },
    });
    await admin.patch(
      configMaps,
      settings,
      { data: { b: '2' } },
      { type: 'merge' },
    );
    await admin.patch(
      configMaps,
      settings,
      [{ op: 'add', path: '/data/c', value: '3' }],
      { type: 'json' },
    );
    await admin.patch(
      configMaps,
      settings,
      { data: { d: '4' } },
      { type: 'strategic' },
    );
    await admin.patch(
      configMaps,
      settings,
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: settings,
        data: { e: '5' },
      },
      { type: 'apply', force: true },
    );
    const { data, metadata } = await viewer.get(configMaps, settings);
    expect(data).toEqual({ a: '1', b: '2', c: '3', d: '4', e: '5' });
    await expect(
      admin.delete(configMaps, settings, { uid: 'another' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await admin.delete(configMaps, settings, { uid: metadata.uid });
    await expect(admin.get(configMaps, settings)).rejects.toMatchObject({
      code: 'notFound',
      message:
        'cluster prod-eu: get configmaps default/settings: 404 configmaps "settings" not found',
    });
  });

  it('changes nothing in a dry run', async () => {
    await admin.create(
      configMaps,
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: settings },
      { dryRun: true },
    );
    await expect(admin.get(configMaps, settings)).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('is refused what the credential may not do', async () => {
    await expect(
      viewer.create(configMaps, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: settings,
      }),
    ).rejects.toMatchObject({ code: 'forbidden', status: 403 });
  });

  it('is told that a token is unknown, and that a kind is not served', async () => {
    const stranger = connectTo({
      ...cluster.viewer,
      auth: { kind: 'token', token: 'nobody' },
    });
    await expect(stranger.list(configMaps)).rejects.toMatchObject({
      code: 'unauthorized',
    });
    await stranger.dispose();
    const widgets = { ...configMaps, group: 'example.org', plural: 'widgets' };
    await expect(admin.list(widgets)).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('finds kinds by discovery', async () => {
    expect(await admin.findKind('deploy')).toMatchObject(deployments);
    expect(await admin.findKind('Pod')).toMatchObject({
      plural: 'pods',
      subresources: expect.arrayContaining(['log', 'status']),
    });
    expect(await admin.findKind('nonsense')).toBeUndefined();
  });

  it('reads the version', async () => {
    expect(await viewer.version()).toMatchObject({ gitVersion: 'v1.32.0' });
  });

  it.each([
    ['admin', ['system:masters'], true],
    ['jane', [], false],
  ])(
    'asks whether %s of %j may list pods: %s',
    async (user, groups, allowed) => {
      const { allowed: answer } = await admin.accessReview({
        user,
        groups,
        verb: 'list',
        kind: { group: '', plural: 'pods' },
      });
      expect(answer).toBe(allowed);
    },
  );

  it('asks what the credential itself may do', async () => {
    const ask = (verb: string) =>
      viewer.accessReview({ verb, kind: { group: '', plural: 'pods' } });
    expect((await ask('list')).allowed).toBe(true);
    expect((await ask('delete')).allowed).toBe(false);
  });

  it('acts as an impersonated user', async () => {
    await expect(
      admin.list(configMaps, { viewer: { impersonate: { user: 'jane' } } }),
    ).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('User "jane" cannot list'),
    });
  });

  it('retries reads through a throttled API server', async () => {
    cluster.faults.set({ kind: 'throttle', count: 2, retryAfterSeconds: 1 });
    expect((await viewer.list(configMaps)).items).toEqual([]);
    cluster.faults.clear();
  });

  it('is followed by the registry: connected, away, and connected again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'orrery-simulator-'));
    const file = join(folder, 'kubeconfig.yaml');
    await writeFile(file, cluster.kubeconfig);
    const registry = createClusterRegistry({
      config: new ConfigReader({
        orrery: {
          clusters: { kubeconfigs: [{ file, contexts: ['prod-eu'] }] },
        },
      }),
      logger: mockServices.logger.mock(),
    });
    await registry.start();
    const managed = registry.find('prod-eu');
    const { signal } = new AbortController();
    expect(await managed?.check(signal)).toMatchObject({
      state: 'connected',
      version: 'v1.32.0',
      identity: expect.any(String),
    });

    cluster.faults.set({ kind: 'down', how: 'refuse' });
    // The port closes in another turn of the event loop.
    while (managed?.status().state === 'connected') {
      await managed.check(signal);
    }
    expect(managed?.status()).toMatchObject({
      state: 'unreachable',
      version: 'v1.32.0',
      lastError: { code: 'unreachable' },
    });

    const isBack = new Promise<void>(resolve => {
      managed?.subscribe(({ state }) => {
        if (state === 'connected') resolve();
      });
    });
    cluster.faults.clear();
    await isBack;

    await registry.dispose();
    await rm(folder, { recursive: true });
  }, 20_000);
});
