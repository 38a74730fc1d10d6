import {
  createChartSource,
  type ChartSourceOptions,
} from '../../charts/createChartSource';
import { formatIndex } from '../../charts/repository/chartIndex';
import type { LoadChart } from '../../manifests/ChartSource';

/** The chart repositories and OCI registries that Flux can reach. */
export interface ChartRepositories {
  /** The text of a repository's `index.yaml`; the same as long as its charts are. Rejects in the words of an HTTP client. */
  readIndex(url: string): Promise<string>;
  /** Rejects in the words of Helm. */
  readonly load: LoadChart;
}

/** Reads the repositories and registries of the simulator from memory. */
export function createChartRepositories(
  options: ChartSourceOptions,
): ChartRepositories {
  return {
    load: createChartSource(options),
    readIndex: async url => {
      const wanted = comparableUrl(url);
      const found = options.repositories.find(
        each => comparableUrl(each.url) === wanted,
      );
      if (!found) {
        throw new Error(
          `failed to fetch ${wanted}/index.yaml: no such host in the simulator`,
        );
      }
      return formatIndex(found.store);
    },
  };
}

function comparableUrl(url: string): string {
  return url.trim().replace('//localhost:', '//127.0.0.1:').replace(/\/+$/, '');
}
