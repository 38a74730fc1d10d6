import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { packChart } from './packChart';
import { readChartArchive } from './readChartArchive';
import { defaultChartLimits } from './ChartFiles';
import { storefrontChart } from '../../charts/demo/storefrontChart';

type Headers = Parameters<ReturnType<typeof pack>['entry']>[0];

const chartYaml = 'apiVersion: v2\nname: a\nversion: 1.0.0\n';

async function archiveOf(
  entries: readonly (readonly [Headers, string | Buffer])[],
): Promise<Buffer> {
  const tar = pack();
  for (const [header, content] of entries)
    tar.entry(header, Buffer.from(content));
  tar.finalize();
  return gzipSync(await buffer(Readable.from(tar)));
}

describe('readChartArchive()', () => {
  it('gives back what was packed, subcharts in their folders', async () => {
    const files = storefrontChart('1.2.0', '3.8.0', true);
    const archive = await packChart(files);
    const read = await readChartArchive(archive);
    expect([...read].sort()).toEqual([...files].sort());
    expect((await packChart(files)).equals(archive)).toBe(true);
  });

  it('unpacks charts inside of the chart', async () => {
    const inner = await archiveOf([
      [{ name: 'sub/Chart.yaml' }, chartYaml],
      [{ name: 'sub/values.yaml' }, 'a: 1'],
    ]);
    const outer = await archiveOf([
      [{ name: 'a/Chart.yaml' }, chartYaml],
      [{ name: 'a/charts/sub-1.0.0.tgz' }, inner],
    ]);
    expect([...(await readChartArchive(outer)).keys()]).toEqual([
      'Chart.yaml',
      'charts/sub-1.0.0/Chart.yaml',
      'charts/sub-1.0.0/values.yaml',
    ]);
  });

  it.each([
    '../evil',
    'a/../../evil',
    '/etc/passwd',
    'a\\..\\..\\evil',
    'C:/evil',
  ])('refuses the path %s', async name => {
    const archive = await archiveOf([
      [{ name: 'a/Chart.yaml' }, chartYaml],
      [{ name }, 'x'],
    ]);
    await expect(readChartArchive(archive)).rejects.toMatchObject({
      code: 'malformed',
    });
  });

  it('leaves links out', async () => {
    const archive = await archiveOf([
      [{ name: 'a/Chart.yaml' }, chartYaml],
      [{ name: 'a/link', type: 'symlink', linkname: '/etc/passwd' }, ''],
    ]);
    expect([...(await readChartArchive(archive)).keys()]).toEqual([
      'Chart.yaml',
    ]);
  });

  it.each([
    ['no gzip', Buffer.from('x'), 'chart archive cannot be read'],
    ['half an archive', undefined, 'chart archive cannot be read'],
  ])('refuses %s', async (_, content, reason) => {
    const whole = await packChart(storefrontChart('1.2.0', '3.8.0', true));
    await expect(
      readChartArchive(content ?? whole.subarray(0, 500)),
    ).rejects.toThrow(reason);
  });

  it('refuses what has no Chart.yaml, or lies beside a folder', async () => {
    await expect(
      readChartArchive(await archiveOf([[{ name: 'a/x' }, 'x']])),
    ).rejects.toThrow('Chart.yaml file is missing');
    await expect(
      readChartArchive(await archiveOf([[{ name: 'Chart.yaml' }, 'x']])),
    ).rejects.toThrow('chart base directory is missing');
  });

  it('stops at its limits, also for what unpacks to much more', async () => {
    const bomb = await archiveOf([
      [{ name: 'a/Chart.yaml' }, chartYaml],
      [{ name: 'a/zeros' }, Buffer.alloc(100_000)],
    ]);
    const read = (limits: object) =>
      readChartArchive(bomb, { ...defaultChartLimits, ...limits });
    await expect(read({ maxUnpackedBytes: 50_000 })).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(read({ maxArchiveBytes: 10 })).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(read({ maxFiles: 1 })).rejects.toMatchObject({
      code: 'too-large',
    });
  });
});
