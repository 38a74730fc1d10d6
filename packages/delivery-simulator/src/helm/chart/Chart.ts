import { toGoValue, type GoMap } from '@orrery/go-template';
import { ChartError } from '../ChartError';
import { parseGoYaml } from '../yaml/parseGoYaml';
import type { ChartFiles } from './ChartFiles';
import { parseChartMetadata, type ChartMetadata } from './ChartMetadata';

/** A chart with the charts inside of it. */
export interface Chart {
  readonly metadata: ChartMetadata;
  /** Differs from the name in Chart.yaml for a subchart with an alias. */
  readonly name: string;
  /** Of values.yaml. */
  readonly values: GoMap;
  /** Files below `templates/`, by path. */
  readonly templates: ChartFiles;
  /** Files below `crds/`, by path. */
  readonly crds: ChartFiles;
  /** What templates read through `.Files`. */
  readonly files: ChartFiles;
  /** values.schema.json. */
  readonly schema?: string;
  readonly subcharts: readonly Chart[];
}

/** Reads a chart from its files. Throws a ChartError for what is no chart. */
export function parseChart(files: ChartFiles): Chart {
  const metadata = parseChartMetadata(files);
  const own = [...files].filter(
    ([path]) =>
      !path.startsWith('charts/') &&
      path !== 'Chart.yaml' &&
      path !== 'values.yaml',
  );
  const below = (folder: string) =>
    new Map(own.filter(([path]) => path.startsWith(folder)));
  return {
    metadata,
    name: metadata.name,
    values: parseValues(files.get('values.yaml') ?? '', metadata.name),
    templates: below('templates/'),
    crds: new Map(
      [...below('crds/')].filter(([path]) => /\.(?:ya?ml|json)$/.test(path)),
    ),
    files: new Map(
      own.filter(
        ([path]) =>
          !path.startsWith('templates/') &&
          !/^(?:Chart\.lock|values\.schema\.json|requirements\.(?:yaml|lock))$/.test(
            path,
          ),
      ),
    ),
    schema: files.get('values.schema.json'),
    subcharts: subchartsOf(files),
  };
}

function parseValues(text: string, chart: string): GoMap {
  try {
    const values = toGoValue(parseGoYaml(text) ?? {});
    if (values instanceof Map) return values;
  } catch (error) {
    throw new ChartError(
      'malformed',
      `cannot load values.yaml of ${chart}: ${
        error instanceof Error ? error.message : String(error)
      }`,
      { cause: error },
    );
  }
  throw new ChartError(
    'malformed',
    `cannot load values.yaml of ${chart}: it is not a map`,
  );
}

/** Folders of `charts/`; those that begin with `_` or `.` are not charts. */
function subchartsOf(files: ChartFiles): Chart[] {
  const folders = new Map<string, Map<string, string>>();
  for (const [path, text] of files) {
    const [, folder, rest] = /^charts\/([^/_.][^/]*)\/(.+)$/s.exec(path) ?? [];
    if (folder === undefined) continue;
    const inside = folders.get(folder) ?? new Map<string, string>();
    inside.set(rest, text);
    folders.set(folder, inside);
  }
  return [...folders.values()]
    .filter(inside => inside.has('Chart.yaml'))
    .map(parseChart);
}
