import { stringAt } from '@orrery/kubernetes-model';
import type { FluxContext } from '../FluxContext';
import { artifactOf, artifactRevision, digestOf } from './artifactOf';
import type { ChartRepositories } from './ChartRepositories';
import { requireSecret, SourceFailure, succeed } from './sourceOutcome';

/** One look at a HelmRepository: its index. Of registries there is nothing to fetch, so these stay without a status. */
export async function fetchHelmRepository(
  context: FluxContext,
  charts: ChartRepositories,
): Promise<number | undefined> {
  const { object } = context;
  if (stringAt(object, 'spec', 'type') === 'oci') return undefined;
  requireSecret(context);
  const url = stringAt(object, 'spec', 'url') ?? '';
  const index = await readIndex(charts, url);
  const files = new Map([['index.yaml', index]]);
  const revision = digestOf(files);
  const message = `stored artifact: revision '${revision}'`;
  if (artifactRevision(object) === revision) {
    return succeed(context, { url }, message);
  }
  context.event(
    'Normal',
    'NewArtifact',
    `stored fetched index of size ${formatSize(index.length)} from '${url}'`,
  );
  const artifact = artifactOf(
    object,
    { revision, file: `index-${revision.slice(7)}.yaml`, files },
    context.cluster.nowMs(),
  );
  return succeed(context, { artifact, url }, message);
}

async function readIndex(
  charts: ChartRepositories,
  url: string,
): Promise<string> {
  try {
    return await charts.readIndex(url);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new SourceFailure(
      'IndexationFailed',
      `failed to fetch Helm repository index: failed to cache index to temporary file: ${cause}`,
    );
  }
}

/** As Flux prints sizes: `1.2kB`. */
function formatSize(bytes: number): string {
  return bytes < 1_000
    ? `${bytes}B`
    : `${Number((bytes / 1_000).toPrecision(4))}kB`;
}
