import type { KubernetesObject } from '@orrery/kubernetes-model';
import { ManifestError } from './ManifestError';
import { matchGlob } from './matchGlob';
import { parseManifestsOnce } from './parseManifestsOnce';

/** Which files of a folder hold manifests: Argo CD's `source.directory`. */
export interface DirectoryOptions {
  readonly recurse?: boolean;
  /** Globs on the path below the folder: `*.yaml`, `{web,api}/*.yaml`. */
  readonly include?: string;
  readonly exclude?: string;
}

/**
 * The objects of all YAML and JSON files of a folder, by the order of their names.
 *
 * @throws ManifestError for a file that cannot be read; Jsonnet is not evaluated.
 */
export function readDirectory(
  files: ReadonlyMap<string, string>,
  options: DirectoryOptions = {},
): readonly KubernetesObject[] {
  return [...files.keys()]
    .filter(path => isWanted(path, options))
    .sort()
    .flatMap(path => {
      if (path.endsWith('.jsonnet')) {
        throw new ManifestError(`${path}:1: Jsonnet is not supported here`);
      }
      return parseManifestsOnce(files.get(path) ?? '', path);
    });
}

function isWanted(path: string, options: DirectoryOptions): boolean {
  const { recurse = false, include = '', exclude = '' } = options;
  if (!/\.(ya?ml|json|jsonnet)$/.test(path)) return false;
  if (!recurse && path.includes('/')) return false;
  if (exclude !== '' && matchGlob(exclude, path)) return false;
  return include === '' || matchGlob(include, path);
}
