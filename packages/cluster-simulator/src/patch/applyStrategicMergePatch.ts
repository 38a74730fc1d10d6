import { isEqualJson } from '@orrery/kubernetes-model';
import { isJsonObject, JsonObject, listAt } from '../json/readJson';
import {
  itemTypeOf,
  patchMergingOf,
  placeBelow,
  SchemaPlace,
} from '../openapi/listMerging';
import type { FieldType, SchemaCatalog } from '../openapi/SchemaCatalog';
import { badRequest } from '../status/statusErrors';

const elementOrder = '$setElementOrder/';

const primitiveDeletion = '$deleteFromPrimitiveList/';

/**
 * Merges as the API server merges built-in kinds: lists by their merge key, and the directives `$patch`,
 * `$retainKeys`, `$setElementOrder/…` and `$deleteFromPrimitiveList/…`. Never changes its input.
 *
 * @throws StatusError BadRequest when an item of a keyed list lacks its key.
 */
export function applyStrategicMergePatch(
  catalog: SchemaCatalog,
  type: FieldType | undefined,
  target: unknown,
  patch: JsonObject,
): JsonObject {
  const { $patch: directive, $retainKeys: retained, ...fields } = patch;
  if (directive === 'replace') return plainFields(fields);
  if (directive === 'delete') return {};
  const merged: Record<string, unknown> = isJsonObject(target)
    ? { ...target }
    : {};
  if (Array.isArray(retained)) {
    for (const key of Object.keys(merged))
      if (!retained.includes(key)) delete merged[key];
  }
  for (const [key, value] of Object.entries(fields)) {
    if (key.startsWith(elementOrder)) continue;
    if (key.startsWith(primitiveDeletion)) {
      const field = key.slice(primitiveDeletion.length);
      merged[field] = listAt(merged, field).filter(
        item => !listAt(fields, key).includes(item),
      );
    } else if (value === null) {
      delete merged[key];
    } else {
      const place = placeBelow(catalog, type, key);
      merged[key] = mergeValue(catalog, place, merged[key], value, fields);
    }
  }
  return merged;
}

function mergeValue(
  catalog: SchemaCatalog,
  place: SchemaPlace | undefined,
  target: unknown,
  value: unknown,
  siblings: JsonObject,
): unknown {
  if (isJsonObject(value)) {
    return applyStrategicMergePatch(catalog, place?.type, target, value);
  }
  if (!Array.isArray(value)) return value;
  const merging = patchMergingOf(place);
  const current = Array.isArray(target) ? target : [];
  if (merging.kind === 'atomic')
    return value.map(item => (isJsonObject(item) ? plainFields(item) : item));
  if (merging.kind === 'set') {
    return [...current, ...value.filter(item => !current.includes(item))];
  }
  const [key] = merging.keys;
  const order = siblings[`${elementOrder}${place?.field ?? ''}`];
  const merged = mergeKeyedList(
    catalog,
    itemTypeOf(place),
    key,
    current,
    value,
  );
  return Array.isArray(order) ? inOrder(merged, key, order) : merged;
}

function mergeKeyedList(
  catalog: SchemaCatalog,
  itemType: FieldType | undefined,
  key: string,
  current: readonly unknown[],
  patch: readonly unknown[],
): readonly unknown[] {
  const replaces = patch.some(item => isReplaceMarker(item));
  const merged = replaces ? [] : [...current];
  for (const item of patch) {
    if (!isJsonObject(item) || isReplaceMarker(item)) continue;
    if (item[key] === undefined) {
      throw badRequest(
        `map: ${JSON.stringify(
          item,
        )} does not contain declared merge key: ${key}`,
      );
    }
    const index = merged.findIndex(
      existing =>
        isJsonObject(existing) && isEqualJson(existing[key], item[key]),
    );
    if (item.$patch === 'delete') {
      if (index >= 0) merged.splice(index, 1);
    } else {
      const existing = index >= 0 ? merged[index] : undefined;
      merged.splice(
        index >= 0 ? index : merged.length,
        1,
        applyStrategicMergePatch(catalog, itemType, existing, item),
      );
    }
  }
  return merged;
}

/** `{ $patch: replace }` alone in a list says: the other items are the whole list. */
function isReplaceMarker(item: unknown): boolean {
  return (
    isJsonObject(item) &&
    item.$patch === 'replace' &&
    Object.keys(item).length === 1
  );
}

/** Items named by `order` in that order; items it does not name keep their place after their old neighbour. */
function inOrder(
  items: readonly unknown[],
  key: string,
  order: readonly unknown[],
): readonly unknown[] {
  const wanted = order.filter(isJsonObject).map(entry => entry[key]);
  const positionOf = (item: unknown) =>
    wanted.indexOf(isJsonObject(item) ? item[key] : undefined);
  const named = items
    .filter(item => positionOf(item) >= 0)
    .sort((a, b) => positionOf(a) - positionOf(b));
  const result = [...named];
  items.forEach((item, index) => {
    if (positionOf(item) >= 0) return;
    const neighbour = index > 0 ? result.indexOf(items[index - 1]) + 1 : 0;
    result.splice(neighbour, 0, item);
  });
  return result;
}

function plainFields(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([key, field]) => !key.startsWith('$') && field !== null,
    ),
  );
}
