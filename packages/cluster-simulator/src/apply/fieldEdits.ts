import { isEqualJson } from '@orrery/kubernetes-model';
import { isJsonObject, JsonObject } from '../json/readJson';
import {
  applyMergingOf,
  isAtomicObject,
  itemTypeOf,
  placeBelow,
  SchemaPlace,
} from '../openapi/listMerging';
import type { FieldType, SchemaCatalog } from '../openapi/SchemaCatalog';
import { FieldSet, fieldSetOf, isLeaf, itemStepOf } from './FieldSet';

/** Lays a configuration over an object: objects and keyed lists merge, everything else is replaced. */
export function mergeConfiguration(
  catalog: SchemaCatalog,
  type: FieldType | undefined,
  target: JsonObject,
  configuration: JsonObject,
): JsonObject {
  const merged: Record<string, unknown> = { ...target };
  for (const [key, value] of Object.entries(configuration)) {
    if (value === undefined || value === null) continue;
    merged[key] = mergeField(
      catalog,
      placeBelow(catalog, type, key),
      merged[key],
      value,
    );
  }
  return merged;
}

/** Removes the fields that `set` names. Objects and lists that the removal empties go with it. */
export function removeFields(
  catalog: SchemaCatalog,
  type: FieldType | undefined,
  value: JsonObject,
  set: FieldSet,
): JsonObject {
  const kept: Record<string, unknown> = { ...value };
  for (const [step, below] of Object.entries(set)) {
    if (!step.startsWith('f:')) continue;
    const key = step.slice(2);
    if (kept[key] === undefined) continue;
    const rest = isLeaf(below)
      ? undefined
      : removeBelow(catalog, placeBelow(catalog, type, key), kept[key], below);
    if (rest === undefined) delete kept[key];
    else kept[key] = rest;
  }
  return kept;
}

/** Fields whose value differs between two versions of an object: changed, added or removed. */
export function changedFields(
  catalog: SchemaCatalog,
  type: FieldType | undefined,
  before: JsonObject,
  after: JsonObject,
): FieldSet {
  const changed: Record<string, FieldSet> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isEqualJson(before[key], after[key])) continue;
    changed[`f:${key}`] = changedBelow(
      catalog,
      placeBelow(catalog, type, key),
      before[key],
      after[key],
    );
  }
  return changed;
}

function mergeField(
  catalog: SchemaCatalog,
  place: SchemaPlace | undefined,
  target: unknown,
  value: unknown,
): unknown {
  if (isJsonObject(value)) {
    if (isAtomicObject(place?.type)) return value;
    return mergeConfiguration(
      catalog,
      place?.type,
      isJsonObject(target) ? target : {},
      value,
    );
  }
  if (
    !Array.isArray(value) ||
    !Array.isArray(target) ||
    applyMergingOf(place).kind === 'atomic'
  )
    return value;
  const merged = [...target];
  for (const item of value) {
    const step = itemStepOf(place, item);
    const index = merged.findIndex(
      existing => itemStepOf(place, existing) === step,
    );
    if (index < 0) merged.push(item);
    else if (isJsonObject(item) && isJsonObject(merged[index])) {
      merged[index] = mergeConfiguration(
        catalog,
        itemTypeOf(place),
        merged[index],
        item,
      );
    }
  }
  return merged;
}

function removeBelow(
  catalog: SchemaCatalog,
  place: SchemaPlace | undefined,
  value: unknown,
  set: FieldSet,
): unknown {
  if (isJsonObject(value)) {
    const rest = removeFields(catalog, place?.type, value, set);
    return Object.keys(rest).length === 0 && Object.keys(value).length > 0
      ? undefined
      : rest;
  }
  if (!Array.isArray(value)) return value;
  const rest = value.flatMap((item): readonly unknown[] => {
    const step = itemStepOf(place, item);
    const below = step === undefined ? undefined : set[step];
    if (below === undefined) return [item];
    if (isLeaf(below) || Object.hasOwn(below, '.')) return [];
    return isJsonObject(item)
      ? [removeFields(catalog, itemTypeOf(place), item, below)]
      : [];
  });
  return rest.length === 0 ? undefined : rest;
}

function changedBelow(
  catalog: SchemaCatalog,
  place: SchemaPlace | undefined,
  before: unknown,
  after: unknown,
): FieldSet {
  if (isAtomicObject(place?.type)) return {};
  if (isJsonObject(after) && (isJsonObject(before) || before === undefined)) {
    return changedFields(catalog, place?.type, before ?? {}, after);
  }
  if (isJsonObject(before) && after === undefined)
    return fieldSetOf(catalog, place?.type, before);
  if (applyMergingOf(place).kind === 'atomic') return {};
  const itemsBefore = itemsByStep(place, before);
  const itemsAfter = itemsByStep(place, after);
  const changed: Record<string, FieldSet> = {};
  for (const step of new Set([...itemsBefore.keys(), ...itemsAfter.keys()])) {
    const itemBefore = itemsBefore.get(step);
    const itemAfter = itemsAfter.get(step);
    if (isEqualJson(itemBefore, itemAfter)) continue;
    const isNew = itemBefore === undefined || itemAfter === undefined;
    changed[step] = {
      ...(isNew && isJsonObject(itemBefore ?? itemAfter) ? { '.': {} } : {}),
      ...changedFields(
        catalog,
        itemTypeOf(place),
        isJsonObject(itemBefore) ? itemBefore : {},
        isJsonObject(itemAfter) ? itemAfter : {},
      ),
    };
  }
  return changed;
}

function itemsByStep(
  place: SchemaPlace | undefined,
  list: unknown,
): ReadonlyMap<string, unknown> {
  const items = new Map<string, unknown>();
  if (!Array.isArray(list)) return items;
  for (const item of list) items.set(itemStepOf(place, item) ?? '', item);
  return items;
}
