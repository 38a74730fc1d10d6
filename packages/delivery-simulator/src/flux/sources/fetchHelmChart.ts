import {
  isTrueAt,
  stringAt,
  stringsAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { stringify } from 'yaml';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import type { GitRepositories } from '../../git/GitRepositories';
import { parseChartMetadata } from '../../helm/chart/ChartMetadata';
import { parseGoYaml } from '../../helm/yaml/parseGoYaml';
import type { LoadedChart } from '../../manifests/ChartSource';
import { filesBelow } from '../../manifests/renderSource';
import { mergeValues } from '../helm/mergeValues';
import type { FluxContext } from '../FluxContext';
import { artifactOf, artifactRevision } from './artifactOf';
import type { ChartRepositories } from './ChartRepositories';
import { readGitArtifact } from './fetchGitRepository';
import { SourceFailure, succeed } from './sourceOutcome';

/** Where charts come from. */
export interface ChartOrigins {
  readonly repositories: GitRepositories;
  readonly charts: ChartRepositories;
}

/** One look at a HelmChart: pulled from a chart repository, or packed from a folder of a GitRepository. */
export async function fetchHelmChart(
  context: FluxContext,
  origins: ChartOrigins,
): Promise<number> {
  const { object, cluster } = context;
  const source = sourceOf(context);
  const version = stringAt(object, 'spec', 'version') ?? '*';
  const loaded = await read(object, source, origins, version);
  const metadata = metadataOf(loaded);
  const isPacked = source.kind === 'GitRepository';
  const verb = isPacked ? 'packaged' : 'pulled';
  const reason = isPacked ? 'ChartPackageSucceeded' : 'ChartPullSucceeded';
  const message = `${verb} '${metadata.name}' chart with version '${loaded.version}'`;
  const fields = {
    observedChartName: metadata.name,
    observedSourceArtifactRevision: artifactRevision(source),
  };
  if (artifactRevision(object) === loaded.version) {
    return succeed(context, fields, message, reason);
  }
  context.event('Normal', reason, message);
  const artifact = artifactOf(
    object,
    {
      revision: loaded.version,
      file: `${metadata.name}-${loaded.version}.tgz`,
      files: loaded.files,
    },
    cluster.nowMs(),
  );
  return succeed(context, { ...fields, artifact }, message, reason);
}

/** The chart of the artifact that a HelmChart says it stored. */
export function readHelmChart(
  chart: KubernetesObject,
  source: KubernetesObject,
  origins: ChartOrigins,
): Promise<LoadedChart> {
  const stored = artifactRevision(chart) ?? '';
  // What was added to the version of the chart names no version of its repository.
  const version = stored.replace(/\+(\d+|[0-9a-f]{12})$/, '');
  return read(chart, source, origins, version);
}

function sourceOf({ cluster, object }: FluxContext): KubernetesObject {
  const kind = stringAt(object, 'spec', 'sourceRef', 'kind') ?? '';
  const name = stringAt(object, 'spec', 'sourceRef', 'name') ?? '';
  const source = cluster.get({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind,
    namespace: object.metadata.namespace,
    name,
  });
  if (!source) {
    throw new SourceFailure(
      'SourceUnavailable',
      `failed to get source: ${kind
        .toLowerCase()
        .replace(/y$/, 'ie')}s.source.toolkit.fluxcd.io "${name}" not found`,
    );
  }
  const isRegistry =
    kind === 'HelmRepository' && stringAt(source, 'spec', 'type') === 'oci';
  if (!isRegistry && artifactRevision(source) === undefined) {
    throw new SourceFailure(
      'NoSourceArtifact',
      `no artifact available for ${kind} source '${name}'`,
    );
  }
  return source;
}

async function read(
  chart: KubernetesObject,
  source: KubernetesObject,
  { repositories, charts }: ChartOrigins,
  version: string,
): Promise<LoadedChart> {
  const name = stringAt(chart, 'spec', 'chart') ?? '';
  const loaded =
    source.kind === 'GitRepository'
      ? pack(chart, source, await readGitArtifact(repositories, source), name)
      : await pull(
          charts,
          stringAt(source, 'spec', 'url') ?? '',
          name,
          version,
        );
  return withValuesFiles(chart, loaded);
}

async function pull(
  charts: ChartRepositories,
  url: string,
  name: string,
  version: string,
): Promise<LoadedChart> {
  try {
    return await charts.load(url, name, version);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new SourceFailure(
      'InvalidChartReference',
      `invalid chart reference: failed to get chart version for remote reference: ${cause}`,
    );
  }
}

function pack(
  chart: KubernetesObject,
  source: KubernetesObject,
  files: ReadonlyMap<string, string>,
  path: string,
): LoadedChart {
  const below = filesBelow(
    files,
    path.replace(/^\.?\//, '').replace(/\/$/, ''),
  );
  const { version } = metadataOf({ version: '', files: below });
  const isByRevision =
    stringAt(chart, 'spec', 'reconcileStrategy') === 'Revision';
  const sha = (artifactRevision(source) ?? '').replace(/^.*sha1:/, '');
  return isByRevision
    ? withVersion(below, `${version}+${sha.slice(0, 12)}`)
    : { version, files: below };
}

/** A chart under another version, which its Chart.yaml says too. */
function withVersion(
  files: ReadonlyMap<string, string>,
  version: string,
): LoadedChart {
  const text = files.get('Chart.yaml') ?? '';
  const changed = text.replace(/^version:.*$/m, `version: ${version}`);
  return { version, files: new Map([...files, ['Chart.yaml', changed]]) };
}

function metadataOf({ files }: LoadedChart) {
  try {
    return parseChartMetadata(files);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new SourceFailure(
      'InvalidChartReference',
      `invalid chart reference: ${cause}`,
    );
  }
}

/** `spec.valuesFiles` take the place of the chart's own values, later ones over earlier ones; the version tells so. */
function withValuesFiles(
  chart: KubernetesObject,
  loaded: LoadedChart,
): LoadedChart {
  const paths = stringsAt(chart, 'spec', 'valuesFiles');
  if (paths.length === 0) return loaded;
  let values: JsonMap = {};
  for (const path of paths) {
    const text = loaded.files.get(path.replace(/^\.\//, ''));
    if (text === undefined) {
      if (isTrueAt(chart, 'spec', 'ignoreMissingValuesFiles')) continue;
      throw new SourceFailure(
        'ValuesFilesError',
        `values files merge error: no values file found at path '${path}'`,
      );
    }
    const parsed = parseGoYaml(text);
    if (isJsonMap(parsed)) values = mergeValues(values, parsed);
  }
  const version = loaded.version.split('+')[0];
  return withVersion(
    new Map([...loaded.files, ['values.yaml', stringify(values)]]),
    `${version}+${chart.metadata.generation ?? 1}`,
  );
}
