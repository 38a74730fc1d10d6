import { posix } from 'node:path';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { ManifestError } from '../ManifestError';
import { parseManifests } from '../parseManifests';
import { contentHashOf, generateObjects } from './generateObjects';
import type { Kustomization, KustomizedObject } from './Kustomization';
import { parseKustomization } from './parseKustomization';
import { patchObjects } from './patchObjects';
import { renameReferences } from './renameReferences';
import { transformObjects } from './transformObjects';

const MAX_DEPTH = 20;
/** Cluster-wide kinds that kustomize leaves their names. */
const KEPT_NAMES = new Set([
  'CustomResourceDefinition',
  'APIService',
  'Namespace',
]);

/**
 * What `kustomize build` makes of a folder: bases and components, generators with content hashes, patches (strategic and
 * JSON), namespace, name prefix and suffix with all references, labels, annotations, images, replicas.
 * `files` are those of the whole repository, as bases stand beside the overlay. Remote bases, replacements, plugins and
 * inflated charts are refused.
 *
 * @param overrides - fields put over the outermost kustomization, named as in `source.kustomize` of an Application
 * @throws ManifestError naming file and line
 */
export function buildKustomization(
  files: ReadonlyMap<string, string>,
  folder: string,
  overrides: JsonMap = {},
): readonly KubernetesObject[] {
  const objects = accumulate(files, folder, [], overrides);
  return withHashes(objects).map(({ object }) => object);
}

function accumulate(
  files: ReadonlyMap<string, string>,
  folder: string,
  parents: readonly string[],
  overrides: JsonMap,
  given: readonly KustomizedObject[] = [],
): readonly KustomizedObject[] {
  if (parents.includes(folder) || parents.length > MAX_DEPTH) {
    throw new ManifestError(`${folder}: cycle detected`);
  }
  const kustomization = parseKustomization(files, folder, overrides);
  let objects = [...given];
  for (const resource of kustomization.resources) {
    const path = pathOf(folder, resource);
    const text = files.get(path);
    objects.push(
      ...(text === undefined
        ? accumulate(files, path, [...parents, folder], {})
        : parseManifests(text, path).map(toKustomized)),
    );
  }
  requireUnique(objects, folder);
  // A component works on what was gathered before it, like a part of this kustomization.
  for (const component of kustomization.components) {
    const path = pathOf(folder, component);
    objects = [...accumulate(files, path, [...parents, folder], {}, objects)];
  }
  const generated = generateObjects(objects, kustomization.generators, folder);
  const patched = patchObjects(generated, kustomization.patches);
  return renamed(transformObjects(patched, kustomization), kustomization);
}

function pathOf(folder: string, path: string): string {
  if (/^[a-z+]+:\/\/|^git@|^github\.com\//.test(path)) {
    throw new ManifestError(
      `${folder || '.'}: ${path}: remote resources are not supported here`,
    );
  }
  const joined = posix.join(folder, path).replace(/\/$/, '');
  if (joined.startsWith('..')) {
    throw new ManifestError(
      `${folder || '.'}: ${path}: outside of the repository`,
    );
  }
  return joined;
}

function toKustomized(object: KubernetesObject): KustomizedObject {
  return { object, formerNames: [], isHashed: false };
}

function requireUnique(
  objects: readonly KustomizedObject[],
  folder: string,
): void {
  const seen = new Set<string>();
  for (const { object } of objects) {
    const { namespace, name } = object.metadata;
    const id = [object.apiVersion, object.kind, namespace, name].join('/');
    if (seen.has(id)) {
      throw new ManifestError(
        `${
          folder || '.'
        }: may not add resource with an already registered id: ${id}`,
      );
    }
    seen.add(id);
  }
}

function renamed(
  objects: readonly KustomizedObject[],
  { namePrefix, nameSuffix }: Kustomization,
): readonly KustomizedObject[] {
  return namePrefix + nameSuffix === ''
    ? objects
    : withNames(objects, object =>
        KEPT_NAMES.has(object.kind ?? '')
          ? object.metadata.name
          : `${namePrefix}${object.metadata.name}${nameSuffix}`,
      );
}

function withHashes(
  objects: readonly KustomizedObject[],
): readonly KustomizedObject[] {
  const hashed = new Set(
    objects.filter(each => each.isHashed).map(each => each.object),
  );
  return hashed.size === 0
    ? objects
    : withNames(objects, object =>
        hashed.has(object)
          ? `${object.metadata.name}-${contentHashOf(object)}`
          : object.metadata.name,
      );
}

function withNames(
  objects: readonly KustomizedObject[],
  nameOf: (object: KubernetesObject) => string,
): readonly KustomizedObject[] {
  const newNames = new Map<string, string>();
  for (const { object, formerNames } of objects) {
    const name = nameOf(object);
    if (name === object.metadata.name) continue;
    for (const known of [...formerNames, object.metadata.name]) {
      newNames.set(`${object.kind}/${known}`, name);
    }
  }
  const lookup = (kind: string, name: string) =>
    newNames.get(`${kind}/${name}`);
  return objects.map(each => {
    const name = nameOf(each.object);
    const object = renameReferences(each.object, lookup);
    return name === object.metadata.name
      ? { ...each, object }
      : {
          ...each,
          object: { ...object, metadata: { ...object.metadata, name } },
          formerNames: [...each.formerNames, object.metadata.name],
        };
  });
}
