import {
  applyJsonPatch,
  applyMergePatch,
  groupOf,
  matchesLabelSelector,
  parseKubernetesObject,
  parseLabelSelector,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { ManifestError } from '../ManifestError';
import { applyStrategicMergePatch } from '../merge/applyStrategicMergePatch';
import { parseDocuments } from '../parseManifests';
import type {
  KustomizedObject,
  KustomizePatch,
  PatchTarget,
} from './Kustomization';

/**
 * Applies patches in their order. A list is a JSON patch and needs a target; an object is a strategic merge patch (a JSON
 * merge patch for custom kinds) and is for what it names, or for its target. `$patch: delete` removes the object.
 *
 * @throws ManifestError for a patch that fits nothing, or does not apply.
 */
export function patchObjects(
  objects: readonly KustomizedObject[],
  patches: readonly KustomizePatch[],
): readonly KustomizedObject[] {
  let patched = objects;
  for (const patch of patches) {
    for (const { value, line } of parseDocuments(patch.text, patch.file)) {
      const where = `${patch.file}:${line}`;
      if (Array.isArray(value)) {
        patched = applyStepsTo(patched, value, patch, where);
      } else if (isJsonMap(value)) {
        patched = applyMapTo(patched, value, patch, where);
      } else {
        throw new ManifestError(`${where}: not a patch`);
      }
    }
  }
  return patched;
}

function applyStepsTo(
  objects: readonly KustomizedObject[],
  steps: readonly unknown[],
  { target }: KustomizePatch,
  where: string,
): readonly KustomizedObject[] {
  if (!target) throw new ManifestError(`${where}: a JSON patch needs a target`);
  return objects.map(each =>
    isTarget(each, target)
      ? replaced(each, where, object => applyJsonPatch(object, steps))
      : each,
  );
}

function applyMapTo(
  objects: readonly KustomizedObject[],
  map: JsonMap,
  { target, allowNameChange }: KustomizePatch,
  where: string,
): readonly KustomizedObject[] {
  const wanted = target ?? {
    group: groupOf(stringAt(map, 'apiVersion')),
    kind: stringAt(map, 'kind'),
    name: literal(stringAt(map, 'metadata', 'name') ?? ''),
    namespace: stringAt(map, 'metadata', 'namespace'),
  };
  const found = objects.filter(each => isTarget(each, wanted));
  if (found.length === 0 && !target) {
    throw new ManifestError(
      `${where}: no matches for Id ${stringAt(map, 'kind')}.${stringAt(
        map,
        'apiVersion',
      )}/${stringAt(
        map,
        'metadata',
        'name',
      )}; failed to find unique target for patch`,
    );
  }
  return objects.flatMap(each => {
    if (!found.includes(each)) return [each];
    if (map.$patch === 'delete') return [];
    return [
      replaced(each, where, object => {
        const merged = isCustom(object)
          ? applyMergePatch(object, map)
          : applyStrategicMergePatch(object, map, object);
        return allowNameChange || !isJsonMap(merged)
          ? merged
          : withIdentityOf(object, merged);
      }),
    ];
  });
}

/** A patch for several objects does not rename them. */
function withIdentityOf(object: KubernetesObject, merged: JsonMap): JsonMap {
  const metadata = isJsonMap(merged.metadata) ? merged.metadata : {};
  return {
    ...merged,
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: { ...metadata, name: object.metadata.name },
  };
}

function replaced(
  each: KustomizedObject,
  where: string,
  patch: (object: KubernetesObject) => unknown,
): KustomizedObject {
  try {
    return { ...each, object: parseKubernetesObject(patch(each.object)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ManifestError(`${where}: ${reason}`, { cause: error });
  }
}

function isTarget(
  { object, formerNames }: KustomizedObject,
  target: PatchTarget,
): boolean {
  const [group, version] = groupAndVersionOf(object);
  const names = [object.metadata.name, ...formerNames];
  return (
    (target.group === undefined || target.group === group) &&
    (target.version === undefined || target.version === version) &&
    matches(target.kind, object.kind ?? '') &&
    (target.name === undefined ||
      names.some(name => matches(target.name, name))) &&
    (target.namespace === undefined ||
      matches(target.namespace, object.metadata.namespace ?? 'default')) &&
    isSelected(target.labelSelector, object.metadata.labels) &&
    isSelected(target.annotationSelector, object.metadata.annotations)
  );
}

function isSelected(
  selector: string | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return (
    selector === undefined ||
    matchesLabelSelector(parseLabelSelector(selector), labels ?? {})
  );
}

function groupAndVersionOf(
  object: KubernetesObject,
): readonly [string, string] {
  const apiVersion = object.apiVersion ?? '';
  return [groupOf(apiVersion), apiVersion.slice(apiVersion.indexOf('/') + 1)];
}

function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === '' || pattern === text) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    // Not a regular expression: then it is a name, and another one.
    return false;
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function isCustom(object: KubernetesObject): boolean {
  const group = groupOf(object.apiVersion);
  return group.includes('.') && !group.endsWith('.k8s.io');
}
