import type { KubernetesObject } from '@orrery/kubernetes-model';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoopbackServer } from '../../charts/http/startLoopbackServer';
import { storefrontChart } from '../../charts/demo/storefrontChart';
import { manifestText } from '../render/RenderedChart';
import { renderChart } from '../render/renderChart';
import { describeWithHelm, writeChart } from '../testing/runHelm';
import { startSecretServer } from '../testing/startSecretServer';
import {
  releaseSecretName,
  toStoredHooks,
  type StoredRelease,
} from './HelmRelease';
import { parseReleaseSecret } from './parseReleaseSecret';
import { toReleaseSecret } from './toReleaseSecret';

const startMs = Date.UTC(2026, 4, 1, 12);

function storedRelease(
  revision: number,
  status: StoredRelease['status'],
): StoredRelease {
  const chart = storefrontChart('1.2.0', '3.8.0', true);
  const values = { replicaCount: revision };
  const { manifests, hooks, notes } = renderChart({
    files: chart,
    values,
    release: {
      name: 'web',
      namespace: 'shop',
      revision,
      isInstall: revision === 1,
      isUpgrade: revision > 1,
      service: 'Helm',
    },
    capabilities: { kubeVersion: 'v1.35.0', apiVersions: [] },
  });
  return {
    name: 'web',
    namespace: 'shop',
    revision,
    status,
    description: revision === 1 ? 'Install complete' : 'Upgrade complete',
    notes,
    firstDeployedAtMs: startMs,
    lastDeployedAtMs: startMs + revision * 60_000,
    chart,
    values,
    manifest: manifestText(manifests),
    hooks: toStoredHooks(hooks),
    labels: { 'helm.toolkit.fluxcd.io/name': 'web' },
  };
}

// Programs start slowly on a busy machine.
jest.setTimeout(60_000);

describeWithHelm('release Secrets with the real helm', helm => {
  const secrets = new Map<string, KubernetesObject>();
  let home: string;
  let server: LoopbackServer;
  const run = async (...args: string[]) => {
    const { code, stdout, output } = await helm(
      home,
      ...args,
      '-n',
      'shop',
      '--kubeconfig',
      join(home, 'kubeconfig'),
    );
    if (code !== 0) throw new Error(`helm ${args.join(' ')}: ${output}`);
    return stdout;
  };

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'orrery-release-'));
    server = await startSecretServer(secrets);
    await writeFile(
      join(home, 'kubeconfig'),
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'c', cluster: { server: server.url } }],
        users: [{ name: 'u', user: {} }],
        contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
        'current-context': 'c',
      }),
    );
    for (const release of [
      storedRelease(1, 'superseded'),
      storedRelease(2, 'deployed'),
    ]) {
      secrets.set(
        releaseSecretName('web', release.revision),
        toReleaseSecret(release),
      );
    }
  });
  afterAll(async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  });

  it('is listed', async () => {
    expect(JSON.parse(await run('list', '-o', 'json'))).toEqual([
      expect.objectContaining({
        name: 'web',
        namespace: 'shop',
        revision: '2',
        status: 'deployed',
        chart: 'storefront-1.2.0',
        app_version: '3.8.0',
      }),
    ]);
  });

  it('has a history', async () => {
    const history: readonly Record<string, unknown>[] = JSON.parse(
      await run('history', 'web', '-o', 'json'),
    );
    expect(
      history.map(({ revision, status, description }) => [
        revision,
        status,
        description,
      ]),
    ).toEqual([
      [1, 'superseded', 'Install complete'],
      [2, 'deployed', 'Upgrade complete'],
    ]);
    expect(history[1].updated).toContain('2026-05-01T12:02:00');
  });

  it('gives back its values, manifest, hooks, notes and metadata', async () => {
    expect(JSON.parse(await run('get', 'values', 'web', '-o', 'json'))).toEqual(
      { replicaCount: 2 },
    );
    expect(
      JSON.parse(await run('get', 'values', 'web', '-a', '-o', 'json')),
    ).toMatchObject({ replicaCount: 2, service: { port: 80 } });
    expect((await run('get', 'manifest', 'web')).trim()).toBe(
      storedRelease(2, 'deployed').manifest.trim(),
    );
    expect(await run('get', 'hooks', 'web')).toContain(
      'name: web-storefront-connection',
    );
    expect(await run('get', 'notes', 'web')).toContain(
      '3.8.0 is being rolled out as web (revision 2)',
    );
    expect(await run('get', 'metadata', 'web')).toContain(
      'DEPLOYED_AT: 2026-05-01T12:02:00Z',
    );
    expect(await run('get', 'manifest', 'web', '--revision', '1')).toContain(
      'kind: HorizontalPodAutoscaler',
    );
  });

  it('reads what helm itself wrote', async () => {
    const folder = join(home, 'notes');
    await writeChart(
      folder,
      new Map([
        ['Chart.yaml', 'apiVersion: v2\nname: notes\nversion: 0.3.0\n'],
        ['values.yaml', 'greeting: hello\n'],
        ['templates/NOTES.txt', '{{ .Values.greeting }} {{ .Release.Name }}'],
      ]),
    );
    await run(
      'install',
      'note',
      folder,
      '--set',
      'greeting=hi',
      '--wait=false',
    );
    const secret = secrets.get(releaseSecretName('note', 1));
    const release =
      secret === undefined ? undefined : parseReleaseSecret(secret);
    expect(release).toMatchObject({
      name: 'note',
      namespace: 'shop',
      revision: 1,
      status: 'deployed',
      description: 'Install complete',
      notes: 'hi note',
      values: { greeting: 'hi' },
      hooks: [],
      labels: {},
    });
    expect([...(release?.chart.keys() ?? [])]).toEqual([
      'Chart.yaml',
      'values.yaml',
      'templates/NOTES.txt',
    ]);
  });
});
