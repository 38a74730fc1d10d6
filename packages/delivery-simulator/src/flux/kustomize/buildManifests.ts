import { posix } from 'node:path';
import {
  recordsAt,
  stringAt,
  stringsAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { parse, stringify } from 'yaml';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { buildKustomization } from '../../manifests/kustomize/buildKustomization';
import { findKustomization } from '../../manifests/kustomize/parseKustomization';
import { KustomizeFailure } from './KustomizeFailure';

/**
 * The objects of a Kustomization: its folder's own kustomization, or one over every manifest below it, with what its spec
 * adds (namespace, name prefix and suffix, patches, images, components).
 */
export function buildManifests(
  files: ReadonlyMap<string, string>,
  kustomization: KubernetesObject,
): readonly KubernetesObject[] {
  const folder = folderOf(kustomization);
  requireFolder(files, folder);
  const found = findKustomization(files, folder);
  const path = found ?? posix.join(folder, 'kustomization.yaml');
  const base = found
    ? parseMap(files.get(found) ?? '', found)
    : { resources: resourcesBelow(files, folder) };
  const own = stringify(withSpec(base, kustomization));
  try {
    return buildKustomization(new Map([...files, [path, own]]), folder);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new KustomizeFailure(
      'BuildFailed',
      `kustomize build failed: ${cause}`,
    );
  }
}

function folderOf(kustomization: KubernetesObject): string {
  const path = stringAt(kustomization, 'spec', 'path') ?? '';
  const folder = posix.normalize(path.replace(/^\/+/, '')).replace(/\/$/, '');
  return folder === '.' ? '' : folder;
}

function requireFolder(
  files: ReadonlyMap<string, string>,
  folder: string,
): void {
  const prefix = folder === '' ? '' : `${folder}/`;
  for (const path of files.keys()) if (path.startsWith(prefix)) return;
  throw new KustomizeFailure(
    'ArtifactFailed',
    `kustomization path not found: stat /tmp/kustomization/${folder}: no such file or directory`,
  );
}

/** Manifests below `folder`; a folder with a kustomization of its own stands for all that is in it. */
function resourcesBelow(
  files: ReadonlyMap<string, string>,
  folder: string,
): readonly string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const resources = new Set<string>();
  for (const path of files.keys()) {
    if (!path.startsWith(prefix)) continue;
    const relative = path.slice(prefix.length);
    const own = outermostKustomization(files, folder, relative);
    if (own) resources.add(own);
    else if (/\.ya?ml$/.test(path)) resources.add(relative);
  }
  return [...resources].sort();
}

function outermostKustomization(
  files: ReadonlyMap<string, string>,
  folder: string,
  relative: string,
): string | undefined {
  const steps = relative.split('/').slice(0, -1);
  const folders = steps.map((_, index) => steps.slice(0, index + 1).join('/'));
  return folders.find(each =>
    findKustomization(files, posix.join(folder, each)),
  );
}

function withSpec(base: JsonMap, kustomization: KubernetesObject): JsonMap {
  const spec = isJsonMap(kustomization.spec) ? kustomization.spec : {};
  const namespace = stringAt(spec, 'targetNamespace');
  const images = recordsAt(spec, 'images');
  const names = new Set(images.map(each => each.name));
  return {
    ...base,
    ...(namespace ? { namespace } : {}),
    ...textField(spec, 'namePrefix'),
    ...textField(spec, 'nameSuffix'),
    ...listField('patches', [
      ...recordsAt(base, 'patches'),
      ...recordsAt(spec, 'patches'),
    ]),
    ...listField('components', [
      ...stringsAt(base, 'components'),
      ...stringsAt(spec, 'components'),
    ]),
    ...listField('images', [
      ...recordsAt(base, 'images').filter(each => !names.has(each.name)),
      ...images,
    ]),
  };
}

function textField(spec: JsonMap, field: string): JsonMap {
  const value = stringAt(spec, field);
  return value ? { [field]: value } : {};
}

function listField(field: string, list: readonly unknown[]): JsonMap {
  return list.length > 0 ? { [field]: list } : {};
}

function parseMap(text: string, path: string): JsonMap {
  try {
    const value: unknown = parse(text);
    if (isJsonMap(value)) return value;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new KustomizeFailure(
      'BuildFailed',
      `failed to decode ${path}: ${cause}`,
    );
  }
  return {};
}
