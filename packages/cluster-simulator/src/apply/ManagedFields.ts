import { isEqualJson } from '@orrery/kubernetes-model';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { isJsonObject, objectAt, stringAt } from '../json/readJson';
import { differenceOf, FieldSet, isLeaf } from './FieldSet';

/** One manager's entry of `metadata.managedFields`. */
export interface ManagedFieldsEntry {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly time: string;
  readonly subresource?: string;
  readonly fields: FieldSet;
}

/** Who writes, and how. */
export type FieldWriter = Omit<ManagedFieldsEntry, 'fields'>;

export function parseManagedFields(
  object: KubernetesObject,
): readonly ManagedFieldsEntry[] {
  return (object.metadata.managedFields ?? [])
    .filter(isJsonObject)
    .map(entry => ({
      manager: stringAt(entry, 'manager'),
      operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
      apiVersion: stringAt(entry, 'apiVersion'),
      time: stringAt(entry, 'time'),
      ...(stringAt(entry, 'subresource')
        ? { subresource: stringAt(entry, 'subresource') }
        : {}),
      fields: parseFieldSet(objectAt(entry, 'fieldsV1')),
    }));
}

/** The object with these entries; empty ones are left out, none at all leaves the field out. */
export function withManagedFields(
  object: KubernetesObject,
  entries: readonly ManagedFieldsEntry[],
): KubernetesObject {
  const managedFields = entries
    .filter(entry => !isLeaf(entry.fields))
    .map(({ fields, subresource, ...entry }) => ({
      ...entry,
      fieldsType: 'FieldsV1',
      fieldsV1: fields,
      ...(subresource ? { subresource } : {}),
    }));
  const { managedFields: before, ...metadata } = object.metadata;
  if (managedFields.length === 0) return { ...object, metadata };
  return { ...object, metadata: { ...metadata, managedFields } };
}

export function isSameWriter(left: FieldWriter, right: FieldWriter): boolean {
  return (
    left.manager === right.manager &&
    left.operation === right.operation &&
    left.apiVersion === right.apiVersion &&
    left.subresource === right.subresource
  );
}

/** Takes fields away from everyone but `writer`. */
export function takeFrom(
  entries: readonly ManagedFieldsEntry[],
  writer: FieldWriter,
  taken: FieldSet,
): readonly ManagedFieldsEntry[] {
  return entries.map(entry =>
    isSameWriter(entry, writer)
      ? entry
      : { ...entry, fields: differenceOf(entry.fields, taken) },
  );
}

/** Puts the writer's entry in its place; its time stays when its fields do. */
export function replaceEntry(
  entries: readonly ManagedFieldsEntry[],
  replacement: ManagedFieldsEntry,
): readonly ManagedFieldsEntry[] {
  const index = entries.findIndex(entry => isSameWriter(entry, replacement));
  if (index < 0) return [...entries, replacement];
  if (isEqualJson(entries[index].fields, replacement.fields)) return entries;
  return entries.map((entry, position) =>
    position === index ? replacement : entry,
  );
}

function parseFieldSet(value: Readonly<Record<string, unknown>>): FieldSet {
  return Object.fromEntries(
    Object.entries(value).map(([step, below]) => [
      step,
      parseFieldSet(isJsonObject(below) ? below : {}),
    ]),
  );
}
