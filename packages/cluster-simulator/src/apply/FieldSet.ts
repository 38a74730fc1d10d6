import { isJsonObject, JsonObject } from '../json/readJson';
import {
  applyMergingOf,
  isAtomicObject,
  itemTypeOf,
  placeBelow,
  SchemaPlace,
} from '../openapi/listMerging';
import type { FieldType, SchemaCatalog } from '../openapi/SchemaCatalog';

/** Key fields that the server defaults, so that an item written without them has the same address. */
const keyDefaults: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

/**
 * Owned fields in the form of `managedFields[].fieldsV1`: `f:name` for a field, `k:{…}` for a keyed list item, `v:…`
 * for an item of a set, `.` for "the thing itself". A leaf is `{}`.
 */
export interface FieldSet {
  readonly [step: string]: FieldSet;
}

/** Which fields a configuration names. */
export function fieldSetOf(
  catalog: SchemaCatalog,
  type: FieldType | undefined,
  value: JsonObject,
): FieldSet {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined && field !== null)
      .map(([key, field]) => [
        `f:${key}`,
        fieldSetAt(catalog, placeBelow(catalog, type, key), field),
      ]),
  );
}

/** The step that addresses one item of a list, or undefined where the list is one value. */
export function itemStepOf(
  place: SchemaPlace | undefined,
  item: unknown,
): string | undefined {
  const merging = applyMergingOf(place);
  if (merging.kind === 'set') return `v:${JSON.stringify(item)}`;
  if (merging.kind !== 'map' || !isJsonObject(item)) return undefined;
  const keys = merging.keys
    .map(key => [key, item[key] ?? keyDefaults[key]] as const)
    .filter(([, key]) => key !== undefined);
  return `k:${JSON.stringify(
    Object.fromEntries([...keys].sort(([a], [b]) => (a < b ? -1 : 1))),
  )}`;
}

export function unionOf(left: FieldSet, right: FieldSet): FieldSet {
  const union: Record<string, FieldSet> = { ...left };
  for (const [step, below] of Object.entries(right)) {
    union[step] = Object.hasOwn(union, step)
      ? unionOf(union[step], below)
      : below;
  }
  return union;
}

/** Leaves of `left` that are not leaves of `right`; a parent goes when nothing is left below it. */
export function differenceOf(left: FieldSet, right: FieldSet): FieldSet {
  const difference: Record<string, FieldSet> = {};
  for (const [step, below] of Object.entries(left)) {
    const other = Object.hasOwn(right, step) ? right[step] : undefined;
    if (other === undefined) {
      difference[step] = below;
    } else if (!isLeaf(below) && !isLeaf(other)) {
      const rest = differenceOf(below, other);
      if (!isLeaf(rest)) difference[step] = rest;
    }
  }
  return difference;
}

/** Leaves that both own. */
export function intersectionOf(left: FieldSet, right: FieldSet): FieldSet {
  const intersection: Record<string, FieldSet> = {};
  for (const [step, below] of Object.entries(left)) {
    if (!Object.hasOwn(right, step)) continue;
    const other = right[step];
    if (isLeaf(below) || isLeaf(other)) {
      intersection[step] = {};
    } else {
      const common = intersectionOf(below, other);
      if (!isLeaf(common)) intersection[step] = common;
    }
  }
  return intersection;
}

export function isLeaf(set: FieldSet): boolean {
  for (const step in set) if (Object.hasOwn(set, step)) return false;
  return true;
}

/** Every leaf as its list of steps. */
export function leavesOf(
  set: FieldSet,
  prefix: readonly string[] = [],
): readonly (readonly string[])[] {
  return Object.entries(set).flatMap(([step, below]) =>
    isLeaf(below) ? [[...prefix, step]] : leavesOf(below, [...prefix, step]),
  );
}

/** As conflict messages print a path: `.spec.containers[name="app"].image`. */
export function formatPath(steps: readonly string[]): string {
  return steps
    .filter(step => step !== '.')
    .map(step => {
      if (step.startsWith('f:')) return `.${step.slice(2)}`;
      if (!step.startsWith('k:')) return `[=${step.slice(2)}]`;
      const keys: unknown = JSON.parse(step.slice(2));
      const texts = isJsonObject(keys)
        ? Object.entries(keys).map(
            ([key, value]) => `${key}=${JSON.stringify(value)}`,
          )
        : [];
      return `[${texts.join(',')}]`;
    })
    .join('');
}

function fieldSetAt(
  catalog: SchemaCatalog,
  place: SchemaPlace | undefined,
  value: unknown,
): FieldSet {
  if (isJsonObject(value)) {
    return isAtomicObject(place?.type)
      ? {}
      : fieldSetOf(catalog, place?.type, value);
  }
  if (!Array.isArray(value)) return {};
  const set: Record<string, FieldSet> = {};
  for (const item of value) {
    const step = itemStepOf(place, item);
    if (step === undefined) return {};
    set[step] = isJsonObject(item)
      ? { '.': {}, ...fieldSetOf(catalog, itemTypeOf(place), item) }
      : {};
  }
  return set;
}
