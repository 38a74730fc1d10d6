import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { listKeyOf, type ListKey, type MergedKind } from './listKeyOf';

/**
 * A strategic merge patch as kustomize and kubectl write it: maps merge, lists of built-in kinds merge by their key,
 * `null` removes, `$patch: delete|replace` act on their map or item. Inputs are not changed.
 */
export function applyStrategicMergePatch(
  target: JsonMap,
  patch: JsonMap,
  kind: MergedKind,
): JsonMap {
  if (patch.$patch === 'replace') return withoutDirectives(patch);
  const merged: Record<string, unknown> = { ...target };
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith('$')) continue;
    const next = patchValue(target[field], value, field, kind);
    if (next === undefined) delete merged[field];
    else merged[field] = next;
  }
  return merged;
}

function patchValue(
  target: unknown,
  patch: unknown,
  field: string,
  kind: MergedKind,
): unknown {
  if (patch === null || patch === undefined) return undefined;
  if (isJsonMap(patch)) {
    if (patch.$patch === 'delete') return undefined;
    return applyStrategicMergePatch(
      isJsonMap(target) ? target : {},
      patch,
      kind,
    );
  }
  if (!Array.isArray(patch)) return patch;
  const keyOf = listKeyOf(kind, field);
  const isReplaced = patch.some(
    item => isJsonMap(item) && item.$patch === 'replace' && !keyOf?.(item),
  );
  if (!keyOf || isReplaced) return patch.filter(item => !isDirective(item));
  return patchList(Array.isArray(target) ? target : [], patch, keyOf, kind);
}

function patchList(
  target: readonly unknown[],
  patch: readonly unknown[],
  keyOf: ListKey,
  kind: MergedKind,
): readonly unknown[] {
  let items = [...target];
  for (const item of patch) {
    if (!isJsonMap(item)) {
      items.push(item);
      continue;
    }
    const key = keyOf(item);
    const index = items.findIndex(each => keyOf(each) === key);
    const found = items[index];
    if (item.$patch === 'delete') {
      items = items.filter(each => keyOf(each) !== key);
    } else if (index === -1) {
      items.push(withoutDirectives(item));
    } else {
      items[index] = applyStrategicMergePatch(
        isJsonMap(found) ? found : {},
        item,
        kind,
      );
    }
  }
  return items;
}

function isDirective(item: unknown): boolean {
  return isJsonMap(item) && Object.keys(item).every(key => key.startsWith('$'));
}

function withoutDirectives(map: JsonMap): JsonMap {
  return Object.fromEntries(
    Object.entries(map).filter(([field]) => !field.startsWith('$')),
  );
}
