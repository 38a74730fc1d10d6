import { redisCacheChart } from './demo/redisCacheChart';
import { pushChart } from './oci/chartArtifact';
import { OciStore } from './oci/OciStore';
import { ChartStore } from './repository/ChartStore';
import { packChart } from '../helm/chart/packChart';
import { createChartSource } from './createChartSource';

const versions = ['0.4.0', '0.4.2', '0.5.0', '0.6.0-rc.1', '0.5.1+b.2'];

describe('createChartSource()', () => {
  const store = new ChartStore();
  const registry = { port: 5000, store: new OciStore() };
  const load = createChartSource({
    repositories: [{ url: 'http://127.0.0.1:8080', store }],
    registries: [registry],
  });

  beforeAll(async () => {
    for (const version of versions) {
      const files = redisCacheChart(version, '7');
      await store.add(await packChart(files), 0);
      await pushChart(registry.store, 'charts', files, 0);
    }
  });

  it.each([
    ['http://127.0.0.1:8080', 'repository'],
    ['http://localhost:8080/', 'repository'],
    ['oci://127.0.0.1:5000/charts', 'registry'],
    ['127.0.0.1:5000/charts', 'registry'],
  ])('finds the newest version in a range at %s', async url => {
    const found = async (range: string) =>
      (await load(url, 'redis-cache', range)).version;
    expect(
      await Promise.all(
        [
          '',
          '*',
          '0.4.0',
          '~0.4',
          '>=0.4.0 <0.5.1',
          '0.6.0-rc.1',
          '>=0.5.0-0',
          '0.5.1+b.2',
        ].map(found),
      ),
    ).toEqual([
      '0.5.1+b.2',
      '0.5.1+b.2',
      '0.4.0',
      '0.4.2',
      '0.5.0',
      '0.6.0-rc.1',
      '0.6.0-rc.1',
      '0.5.1+b.2',
    ]);
    expect(
      (await load(url, 'redis-cache', '0.4.0')).files.get('Chart.yaml'),
    ).toContain('version: 0.4.0');
  });

  it.each([
    [
      'http://127.0.0.1:8080',
      'redis-cache',
      '^9',
      'not-found',
      'chart "redis-cache" version "^9" not found in http://127.0.0.1:8080 repository',
    ],
    [
      'http://127.0.0.1:8080',
      'nope',
      '',
      'not-found',
      'chart "nope" not found in http://127.0.0.1:8080 repository',
    ],
    [
      'oci://127.0.0.1:5000/charts',
      'redis-cache',
      '^9',
      'not-found',
      '127.0.0.1:5000/charts/redis-cache:^9: not found',
    ],
    [
      'https://charts.example',
      'redis-cache',
      '',
      'unreachable',
      'looks like "https://charts.example" is not a valid chart repository or cannot be reached',
    ],
    [
      'oci://127.0.0.1:5001/charts',
      'redis-cache',
      '',
      'unreachable',
      'cannot be reached',
    ],
  ])('fails on %s %s %s', async (url, chart, range, code, message) => {
    await expect(load(url, chart, range)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });
});
