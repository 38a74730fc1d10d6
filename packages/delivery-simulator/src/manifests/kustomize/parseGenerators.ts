import {
  isTrueAt,
  recordsAt,
  stringAt,
  stringMapAt,
  stringsAt,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { ManifestError } from '../ManifestError';
import type { KustomizeGenerator } from './Kustomization';

/** The `configMapGenerator` and `secretGenerator` of a kustomization, with the text of the files that they name. */
export function parseGenerators(
  fields: JsonMap,
  file: string,
  read: (path: string) => string,
): readonly KustomizeGenerator[] {
  const common = fields.generatorOptions;
  const toGenerator =
    (kind: KustomizeGenerator['kind']) =>
    (entry: JsonMap): KustomizeGenerator => ({
      kind,
      name: stringAt(entry, 'name') ?? '',
      namespace: stringAt(entry, 'namespace'),
      behavior: behaviorOf(entry, file),
      type: stringAt(entry, 'type'),
      data: dataOf(entry, file, read),
      labels: {
        ...stringMapAt(common, 'labels'),
        ...stringMapAt(entry, 'options', 'labels'),
      },
      annotations: {
        ...stringMapAt(common, 'annotations'),
        ...stringMapAt(entry, 'options', 'annotations'),
      },
      isHashed: !(
        isTrueAt(entry, 'options', 'disableNameSuffixHash') ||
        isTrueAt(common, 'disableNameSuffixHash')
      ),
    });
  return [
    ...recordsAt(fields, 'configMapGenerator').map(toGenerator('ConfigMap')),
    ...recordsAt(fields, 'secretGenerator').map(toGenerator('Secret')),
  ];
}

function behaviorOf(
  entry: JsonMap,
  file: string,
): KustomizeGenerator['behavior'] {
  const behavior = stringAt(entry, 'behavior') ?? 'create';
  if (behavior !== 'create' && behavior !== 'merge' && behavior !== 'replace') {
    throw new ManifestError(`${file}:1: unknown behavior "${behavior}"`);
  }
  return behavior;
}

function dataOf(
  entry: JsonMap,
  file: string,
  read: (path: string) => string,
): Readonly<Record<string, string>> {
  const data: Record<string, string> = {};
  for (const literal of stringsAt(entry, 'literals')) {
    const equals = literal.indexOf('=');
    if (equals <= 0) {
      throw new ManifestError(
        `${file}:1: invalid literal ${literal}, expected key=value`,
      );
    }
    const value = literal.slice(equals + 1);
    data[literal.slice(0, equals)] = value.replace(/^(["'])(.*)\1$/s, '$2');
  }
  for (const source of stringsAt(entry, 'files')) {
    const equals = source.indexOf('=');
    const path = source.slice(equals + 1);
    const name = equals > 0 ? source.slice(0, equals) : path;
    data[name.slice(name.lastIndexOf('/') + 1)] = read(path);
  }
  const envFiles = [...stringsAt(entry, 'envs')];
  const single = stringAt(entry, 'env');
  if (single) envFiles.push(single);
  for (const line of envFiles.flatMap(path => read(path).split('\n'))) {
    const equals = line.indexOf('=');
    if (equals > 0 && !line.trimStart().startsWith('#')) {
      data[line.slice(0, equals).trim()] = line.slice(equals + 1).trimEnd();
    }
  }
  return data;
}
