import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { FieldType, SchemaCatalog } from '../openapi/SchemaCatalog';
import { changedFields } from './fieldEdits';
import { fieldSetOf, intersectionOf, unionOf } from './FieldSet';
import {
  FieldWriter,
  isSameWriter,
  parseManagedFields,
  replaceEntry,
  takeFrom,
  withManagedFields,
} from './ManagedFields';
import { ownableFields } from './ownableFields';

/** Gives the writer of a plain write the fields it changed, and takes them from the others. */
export function recordUpdate(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  {
    catalog,
    type,
    writer,
  }: {
    catalog: SchemaCatalog;
    type: FieldType | undefined;
    writer: FieldWriter;
  },
): KubernetesObject {
  const entries = before ? parseManagedFields(before) : [];
  const fieldsAfter = ownableFields(after);
  const changed = changedFields(
    catalog,
    type,
    before ? ownableFields(before) : {},
    fieldsAfter,
  );
  if (Object.keys(changed).length === 0)
    return withManagedFields(after, entries);
  const present = intersectionOf(
    changed,
    fieldSetOf(catalog, type, fieldsAfter),
  );
  const own = entries.find(entry => isSameWriter(entry, writer))?.fields ?? {};
  return withManagedFields(
    after,
    replaceEntry(takeFrom(entries, writer, changed), {
      ...writer,
      fields: unionOf(own, present),
    }),
  );
}
