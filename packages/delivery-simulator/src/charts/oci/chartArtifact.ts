import type { ChartFiles } from '../../helm/chart/ChartFiles';
import { parseChartMetadata } from '../../helm/chart/ChartMetadata';
import { packChart } from '../../helm/chart/packChart';
import { isJsonMap } from '../../cluster/JsonMap';
import { digestOf, type OciStore } from './OciStore';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const configType = 'application/vnd.cncf.helm.config.v1+json';
const layerType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

/** Puts a chart into a registry as `helm push` does: below `parent`, tagged with its version (`+` becomes `_`). */
export async function pushChart(
  store: OciStore,
  parent: string,
  files: ChartFiles,
  createdAtMs: number,
): Promise<void> {
  const metadata = parseChartMetadata(files);
  const repository = [parent, metadata.name]
    .filter(part => part !== '')
    .join('/');
  const archive = await packChart(files);
  const config = Buffer.from(JSON.stringify(metadata.raw));
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: descriptor(configType, config),
      layers: [descriptor(layerType, archive)],
      annotations: {
        'org.opencontainers.image.title': metadata.name,
        'org.opencontainers.image.version': metadata.version,
        'org.opencontainers.image.description': metadata.description,
        'org.opencontainers.image.created': new Date(createdAtMs).toISOString(),
      },
    }),
  );
  const isStored =
    store.putBlob(repository, config) &&
    store.putBlob(repository, archive) &&
    store.putManifest(repository, tagOf(metadata.version), {
      digest: digestOf(manifest),
      mediaType: manifestType,
      content: manifest,
      artifactType: configType,
    });
  if (!isStored) throw new Error(`the registry is full: ${repository}`);
}

/** The archive of the chart with this tag; undefined where there is none, or something else. */
export function chartArchiveOf(
  store: OciStore,
  repository: string,
  tag: string,
): Buffer | undefined {
  const manifest = store.manifest(repository, tag);
  if (manifest === undefined) return undefined;
  const json: unknown = JSON.parse(manifest.content.toString('utf8'));
  const layers =
    isJsonMap(json) && Array.isArray(json.layers)
      ? json.layers.filter(isJsonMap)
      : [];
  const layer = layers.find(({ mediaType }) => mediaType === layerType);
  return layer === undefined
    ? undefined
    : store.blob(repository, String(layer.digest));
}

/** Tags cannot contain `+`. */
export function tagOf(version: string): string {
  return version.replaceAll('+', '_');
}

function descriptor(
  mediaType: string,
  content: Buffer,
): Readonly<Record<string, unknown>> {
  return { mediaType, digest: digestOf(content), size: content.length };
}
