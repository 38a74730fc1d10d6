import { parseSemanticVersion } from '@orrery/go-template';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { ChartError } from '../ChartError';
import { parseGoYaml } from '../yaml/parseGoYaml';
import type { ChartFiles } from './ChartFiles';

/** What a chart takes from the values of one it needs: a key of its `exports`, or a table and where it goes. */
export type ImportedValues =
  | string
  | { readonly child: string; readonly parent: string };

/** A chart that a chart needs, from `dependencies` of its Chart.yaml. */
export interface ChartDependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  readonly alias: string;
  readonly importValues: readonly ImportedValues[];
}

/** What Chart.yaml says. */
export interface ChartMetadata {
  readonly apiVersion: string;
  readonly name: string;
  readonly version: string;
  readonly type: 'application' | 'library';
  readonly appVersion: string;
  readonly description: string;
  readonly kubeVersion: string;
  readonly isDeprecated: boolean;
  readonly dependencies: readonly ChartDependency[];
  /** The file as it is, for fields that nothing here needs. */
  readonly raw: JsonMap;
}

/** Reads and checks Chart.yaml. Throws a ChartError worded as Helm's. */
export function parseChartMetadata(files: ChartFiles): ChartMetadata {
  const text = files.get('Chart.yaml');
  if (text === undefined)
    throw new ChartError('malformed', 'Chart.yaml file is missing');
  const raw = parseMap(text, 'Chart.yaml');
  const metadata = toMetadata(raw);
  const problem = problemOf(metadata, raw);
  if (problem !== undefined) {
    throw new ChartError('malformed', `validation: chart.metadata.${problem}`);
  }
  return metadata;
}

function toMetadata(raw: JsonMap): ChartMetadata {
  return {
    apiVersion: textAt(raw, 'apiVersion'),
    name: textAt(raw, 'name'),
    version: textAt(raw, 'version'),
    type: raw.type === 'library' ? 'library' : 'application',
    appVersion: textAt(raw, 'appVersion'),
    description: textAt(raw, 'description'),
    kubeVersion: textAt(raw, 'kubeVersion'),
    isDeprecated: raw.deprecated === true,
    dependencies: listAt(raw, 'dependencies')
      .filter(isJsonMap)
      .map(toDependency),
    raw,
  };
}

function problemOf(
  { apiVersion, name, version, dependencies }: ChartMetadata,
  raw: JsonMap,
): string | undefined {
  if (apiVersion === '') return 'apiVersion is required';
  if (name === '') return 'name is required';
  if (!/^[A-Za-z0-9._-]+$/.test(name) || name === '.' || name === '..')
    return `name "${name}" is invalid`;
  if (version === '') return 'version is required';
  if (parseSemanticVersion(version) === undefined)
    return `version "${version}" is invalid`;
  if (!['', 'application', 'library'].includes(textAt(raw, 'type')))
    return 'type must be application or library';
  const names = dependencies.map(
    dependency => dependency.alias || dependency.name,
  );
  const twice = names.find((key, index) => names.indexOf(key) !== index);
  return twice === undefined
    ? undefined
    : `dependencies: more than one dependency with name or alias "${twice}"`;
}

function toDependency(raw: JsonMap): ChartDependency {
  return {
    name: textAt(raw, 'name'),
    version: textAt(raw, 'version'),
    repository: textAt(raw, 'repository'),
    condition: textAt(raw, 'condition'),
    tags: listAt(raw, 'tags').map(String),
    alias: textAt(raw, 'alias'),
    importValues: listAt(raw, 'import-values').flatMap<ImportedValues>(
      entry => {
        if (typeof entry === 'string') return [entry];
        if (!isJsonMap(entry)) return [];
        return [
          { child: textAt(entry, 'child'), parent: textAt(entry, 'parent') },
        ];
      },
    ),
  };
}

function parseMap(text: string, file: string): JsonMap {
  try {
    const value = parseGoYaml(text) ?? {};
    if (isJsonMap(value)) return value;
  } catch (error) {
    throw new ChartError(
      'malformed',
      `cannot load ${file}: ${
        error instanceof Error ? error.message : String(error)
      }`,
      { cause: error },
    );
  }
  throw new ChartError('malformed', `cannot load ${file}: it is not a map`);
}

function textAt(raw: JsonMap, key: string): string {
  const value = raw[key];
  return value === undefined || value === null ? '' : String(value);
}

function listAt(raw: JsonMap, key: string): readonly unknown[] {
  const value = raw[key];
  return Array.isArray(value) ? value : [];
}
