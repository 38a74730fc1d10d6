import { stringAt, type KubernetesObject } from '@orrery/kubernetes-model';
import type { LoadedChart } from '../../manifests/ChartSource';
import type { FluxContext } from '../FluxContext';
import { artifactOf, artifactRevision, digestOf } from './artifactOf';
import type { ChartRepositories } from './ChartRepositories';
import { requireSecret, SourceFailure, succeed } from './sourceOutcome';

/** One look at an OCIRepository. The registries of the simulator hold charts, so a chart is what it stores. */
export async function fetchOciRepository(
  context: FluxContext,
  charts: ChartRepositories,
): Promise<number> {
  const { object } = context;
  requireSecret(context);
  const loaded = await pull(object, charts);
  const revision = `${loaded.version}@${digestOf(loaded.files)}`;
  const message = `stored artifact for digest '${revision}'`;
  if (artifactRevision(object) === revision) {
    return succeed(context, {}, message);
  }
  const url = stringAt(object, 'spec', 'url') ?? '';
  context.event(
    'Normal',
    'NewArtifact',
    `stored artifact with revision '${revision}' from '${url}'`,
  );
  const artifact = artifactOf(
    object,
    { revision, file: `${loaded.version}.tgz`, files: loaded.files },
    context.cluster.nowMs(),
  );
  return succeed(context, { artifact }, message);
}

/** The chart of the artifact that an OCIRepository says it stored. */
export function readOciArtifact(
  charts: ChartRepositories,
  source: KubernetesObject,
): Promise<LoadedChart> {
  const { repository, name } = splitUrl(source);
  const [version] = (artifactRevision(source) ?? '').split('@');
  return charts.load(repository, name, version);
}

async function pull(
  object: KubernetesObject,
  charts: ChartRepositories,
): Promise<LoadedChart> {
  const { repository, name } = splitUrl(object);
  const range =
    stringAt(object, 'spec', 'ref', 'semver') ??
    stringAt(object, 'spec', 'ref', 'tag') ??
    '*';
  if (stringAt(object, 'spec', 'ref', 'digest')) {
    throw new SourceFailure(
      'UnsupportedField',
      'spec.ref.digest is not simulated',
    );
  }
  try {
    return await charts.load(repository, name, range);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new SourceFailure(
      'OCIArtifactPullFailed',
      `failed to determine artifact digest: ${cause}`,
    );
  }
}

/** `oci://host/charts/web` is the chart `web` of `oci://host/charts`. */
function splitUrl(object: KubernetesObject): {
  readonly repository: string;
  readonly name: string;
} {
  const url = stringAt(object, 'spec', 'url') ?? '';
  const slash = url.lastIndexOf('/');
  return { repository: url.slice(0, slash), name: url.slice(slash + 1) };
}
