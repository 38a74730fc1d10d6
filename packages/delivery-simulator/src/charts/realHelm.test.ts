import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packChart } from '../helm/chart/packChart';
import { describeWithHelm } from '../helm/testing/runHelm';
import { demoCharts } from './demo/demoCharts';
import { redisCacheChart } from './demo/redisCacheChart';
import { createChartSource } from './createChartSource';
import { startOciRegistry, type OciRegistry } from './oci/startOciRegistry';
import {
  startChartRepository,
  type ChartRepository,
} from './repository/startChartRepository';

const nowMs = Date.UTC(2026, 4, 1);
const users = new Map([['publisher', 's3cret']]);
const onUnexpected = (error: unknown) => {
  throw error;
};

// Programs start slowly on a busy machine.
jest.setTimeout(60_000);

describeWithHelm('the chart servers with the real helm', helm => {
  let home: string;
  let repository: ChartRepository;
  let registry: OciRegistry;
  const ok = async (...args: string[]) => {
    const { code, output, stdout } = await helm(home, ...args);
    if (code !== 0) throw new Error(`helm ${args.join(' ')}: ${output}`);
    return stdout === '' ? output : stdout;
  };

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'orrery-charts-'));
    repository = await startChartRepository({
      charts: demoCharts(nowMs),
      users,
      allowsAnonymousReads: true,
      nowMs: () => nowMs,
      onUnexpected,
    });
    registry = await startOciRegistry({
      charts: demoCharts(nowMs),
      users,
      allowsAnonymousReads: true,
      onUnexpected,
    });
    await ok('repo', 'add', 'shop', repository.url);
  });
  afterAll(async () => {
    await repository.stop();
    await registry.stop();
    await rm(home, { recursive: true, force: true });
  });

  it('lists the newest release of each chart', async () => {
    const found: readonly { name: string; version: string }[] = JSON.parse(
      await ok('search', 'repo', 'shop', '-o', 'json'),
    );
    expect(found.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'shop/payments 2.2.0',
      'shop/postgres 1.9.0',
      'shop/redis-cache 0.4.2',
      'shop/storefront 1.2.0',
    ]);
    const all: readonly unknown[] = JSON.parse(
      await ok(
        'search',
        'repo',
        'shop/storefront',
        '--versions',
        '--devel',
        '-o',
        'json',
      ),
    );
    expect(all).toHaveLength(4);
  });

  it('pulls, shows and renders from the repository', async () => {
    expect(
      await ok('show', 'chart', 'shop/payments', '--version', '~2.1'),
    ).toContain('version: 2.1.1');
    await ok('pull', 'shop/redis-cache', '--version', '0.4.0', '-d', home);
    expect(await readdir(home)).toContain('redis-cache-0.4.0.tgz');
    expect(
      await ok('template', 'web', 'shop/storefront', '--version', '1.1.0'),
    ).toContain('image: "registry.shop.example/shop/storefront:3.7.0"');
  });

  it('takes an upload of curl and serves it at once', async () => {
    const archive = await packChart(redisCacheChart('0.5.0', '8.0.0'));
    const headers = {
      Authorization: `Basic ${Buffer.from('publisher:s3cret').toString(
        'base64',
      )}`,
    };
    const response = await fetch(`${repository.url}/api/charts`, {
      method: 'POST',
      headers,
      body: new Uint8Array(archive),
    });
    expect([response.status, await response.json()]).toEqual([
      201,
      { saved: true },
    ]);
    await ok('repo', 'update');
    expect(await ok('show', 'chart', 'shop/redis-cache')).toContain(
      'version: 0.5.0',
    );
  });

  it('shows, pulls and renders from the registry', async () => {
    const chart = `${registry.url}/storefront`;
    expect(await ok('show', 'chart', chart, '--plain-http')).toContain(
      'version: 1.2.0',
    );
    expect(
      await ok('show', 'values', chart, '--version', '1.0.0', '--plain-http'),
    ).toContain('catalogUrl');
    await ok('pull', chart, '--version', '^1.0', '--plain-http', '-d', home);
    expect(await readdir(home)).toContain('storefront-1.2.0.tgz');
    expect(
      await ok('template', 'web', chart, '--version', '1.2.0', '--plain-http'),
    ).toContain('kind: HorizontalPodAutoscaler');
  });

  it('takes a push of helm, which controllers then find', async () => {
    const file = join(home, 'redis-cache-0.6.0+build.7.tgz');
    await writeFile(
      file,
      await packChart(redisCacheChart('0.6.0+build.7', '8.0.1')),
    );
    const refused = await helm(
      home,
      'push',
      file,
      registry.url,
      '--plain-http',
    );
    expect(refused).toMatchObject({
      code: 1,
      output: expect.stringContaining('basic credential not found'),
    });
    const host = `127.0.0.1:${registry.port}`;
    await ok(
      'registry',
      'login',
      host,
      '-u',
      'publisher',
      '-p',
      's3cret',
      '--plain-http',
    );
    const pushed = await ok('push', file, registry.url, '--plain-http');
    expect(pushed).toContain(
      `Pushed: ${host}/charts/redis-cache:0.6.0_build.7`,
    );
    expect(
      await ok('show', 'chart', `${registry.url}/redis-cache`, '--plain-http'),
    ).toContain('version: 0.6.0+build.7');
    const load = createChartSource({
      repositories: [repository],
      registries: [registry],
    });
    const { version, files } = await load(registry.url, 'redis-cache', '~0.6');
    expect([version, files.has('templates/statefulset.yaml')]).toEqual([
      '0.6.0+build.7',
      true,
    ]);
  });

  it('packs a chart that helm lints', async () => {
    for (const { files } of demoCharts(nowMs)) {
      const file = join(home, 'lint.tgz');
      await writeFile(file, await packChart(files));
      expect(await ok('lint', file)).toContain('0 chart(s) failed');
    }
    expect((await readFile(join(home, 'lint.tgz'))).length).toBeGreaterThan(
      500,
    );
  });
});
