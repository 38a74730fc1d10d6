import {
  compareSemanticVersions,
  parseSemanticVersion,
  parseVersionRange,
  type SemanticVersion,
} from '@orrery/go-template';
import type { LoadChart } from '../manifests/ChartSource';
import { parseChartMetadata } from '../helm/chart/ChartMetadata';
import { readChartArchive } from '../helm/chart/readChartArchive';
import { ChartError } from '../helm/ChartError';
import { chartArchiveOf, tagOf } from './oci/chartArtifact';
import type { OciRegistry } from './oci/startOciRegistry';
import type { ChartRepository } from './repository/startChartRepository';

/** Where charts may come from. */
export interface ChartSourceOptions {
  readonly repositories: readonly Pick<ChartRepository, 'url' | 'store'>[];
  readonly registries: readonly Pick<OciRegistry, 'port' | 'store'>[];
}

/**
 * Finds charts for controllers, in the memory of the servers they name: `http://127.0.0.1:PORT`, `oci://127.0.0.1:PORT/charts`,
 * or, as Argo CD writes it, `127.0.0.1:PORT/charts`. An empty range is the newest release. Rejects with a ChartError:
 * `unreachable` for another URL, `not-found` for a chart or version that is not there.
 */
export function createChartSource({
  repositories,
  registries,
}: ChartSourceOptions): LoadChart {
  return async (repositoryUrl, chart, versionRange) => {
    const url = repositoryUrl.trim().replace(/\/+$/, '');
    const repository = repositories.find(candidate =>
      sameHost(candidate.url, url),
    );
    if (repository !== undefined) {
      const { metadata, files } = repository.store.require(
        chart,
        versionRange,
        url,
      );
      return { version: metadata.version, files };
    }
    const [, port, path = ''] =
      /^(?:oci:\/\/)?(?:127\.0\.0\.1|localhost):(\d+)(?:\/(.*))?$/.exec(url) ??
      [];
    const registry = registries.find(
      candidate => String(candidate.port) === port,
    );
    if (registry === undefined) {
      throw new ChartError(
        'unreachable',
        `looks like "${repositoryUrl}" is not a valid chart repository or cannot be reached`,
      );
    }
    return loadFromRegistry(
      registry,
      [path, chart].filter(part => part !== '').join('/'),
      versionRange,
    );
  };
}

function sameHost(left: string, right: string): boolean {
  const normal = (url: string) =>
    url.replace('//localhost:', '//127.0.0.1:').replace(/\/+$/, '');
  return normal(left) === normal(right);
}

async function loadFromRegistry(
  { store, port }: Pick<OciRegistry, 'port' | 'store'>,
  repository: string,
  versionRange: string,
): ReturnType<LoadChart> {
  const tag = newestTag(store.tags(repository), versionRange);
  const archive =
    tag === undefined ? undefined : chartArchiveOf(store, repository, tag);
  if (archive === undefined) {
    throw new ChartError(
      'not-found',
      `127.0.0.1:${port}/${repository}:${versionRange || 'latest'}: not found`,
    );
  }
  const files = await readChartArchive(archive);
  return { version: parseChartMetadata(files).version, files };
}

function newestTag(
  tags: readonly string[],
  versionRange: string,
): string | undefined {
  if (tags.includes(tagOf(versionRange))) return tagOf(versionRange);
  const isInRange = parseVersionRange(versionRange);
  const fitting = tags
    .map(tag => parseSemanticVersion(tag.replaceAll('_', '+')))
    .filter(
      (version): version is SemanticVersion =>
        version !== undefined && isInRange?.(version) === true,
    )
    .sort((left, right) => compareSemanticVersions(right, left));
  return fitting.length === 0 ? undefined : tagOf(fitting[0].original);
}
