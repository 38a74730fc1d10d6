import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import type { ChartFiles } from './ChartFiles';
import { parseChartMetadata } from './ChartMetadata';

/** Packs a chart as `helm package` does. The same files give the same bytes. */
export async function packChart(files: ChartFiles): Promise<Buffer> {
  const { name } = parseChartMetadata(files);
  const tar = pack();
  const paths = [...files.keys()].sort();
  // Helm expects Chart.yaml first.
  paths.sort(
    (left, right) =>
      Number(right === 'Chart.yaml') - Number(left === 'Chart.yaml'),
  );
  for (const path of paths) {
    tar.entry(
      { name: `${name}/${path}`, mode: 0o644, mtime: new Date(0) },
      files.get(path) ?? '',
    );
  }
  tar.finalize();
  return gzipSync(await buffer(Readable.from(tar)));
}
