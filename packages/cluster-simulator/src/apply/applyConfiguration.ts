import type { KubernetesObject } from '@orrery/kubernetes-model';
import { parseObject } from '../json/parseObject';
import type { JsonObject } from '../json/readJson';
import type { FieldType, SchemaCatalog } from '../openapi/SchemaCatalog';
import { StatusCause, StatusError } from '../status/StatusError';
import { changedFields, mergeConfiguration, removeFields } from './fieldEdits';
import {
  differenceOf,
  FieldSet,
  fieldSetOf,
  formatPath,
  intersectionOf,
  leavesOf,
  unionOf,
} from './FieldSet';
import {
  FieldWriter,
  isSameWriter,
  ManagedFieldsEntry,
  parseManagedFields,
  replaceEntry,
  takeFrom,
  withManagedFields,
} from './ManagedFields';
import { ownableFields } from './ownableFields';

export interface ApplyRequest {
  readonly catalog: SchemaCatalog;
  /** Undefined for kinds without a schema: every list is then replaced whole. */
  readonly type: FieldType | undefined;
  readonly writer: FieldWriter;
  readonly force: boolean;
}

/**
 * Server-side apply: lays the configuration over the live object (or an empty one), removes what the manager applied
 * before and no longer names, and hands over ownership.
 *
 * @throws StatusError Conflict when another manager owns a field with another value and `force` is off.
 */
export function applyConfiguration(
  live: KubernetesObject,
  configuration: JsonObject,
  { catalog, type, writer, force }: ApplyRequest,
): KubernetesObject {
  const applied = fieldSetOf(catalog, type, ownableFields(configuration));
  const entries = parseManagedFields(live);
  const merged = mergeConfiguration(catalog, type, live, configuration);
  const changed = intersectionOf(
    applied,
    changedFields(catalog, type, live, merged),
  );
  const contested = entries
    .filter(entry => !isSameWriter(entry, writer))
    .map(entry => ({ entry, fields: intersectionOf(entry.fields, changed) }))
    .filter(({ fields }) =>
      leavesOf(fields).some(path => path[path.length - 1] !== '.'),
    );
  if (contested.length > 0 && !force) throw applyConflict(contested);

  const before =
    entries.find(entry => isSameWriter(entry, writer))?.fields ?? {};
  const ownedByOthers = entries
    .filter(entry => !isSameWriter(entry, writer))
    .reduce((union: FieldSet, entry) => unionOf(union, entry.fields), {});
  const abandoned = differenceOf(differenceOf(before, applied), ownedByOthers);
  const result = parseObject(removeFields(catalog, type, merged, abandoned));
  return withManagedFields(
    result,
    replaceEntry(takeFrom(entries, writer, changed), {
      ...writer,
      fields: applied,
    }),
  );
}

interface ContestedFields {
  readonly entry: ManagedFieldsEntry;
  readonly fields: FieldSet;
}

function applyConflict(contested: readonly ContestedFields[]): StatusError {
  const causes: StatusCause[] = contested.flatMap(({ entry, fields }) =>
    leavesOf(fields)
      .filter(path => path[path.length - 1] !== '.')
      .map(path => ({
        reason: 'FieldManagerConflict',
        message: `conflict with ${describeManager(entry)}`,
        field: formatPath(path),
      })),
  );
  const noun =
    causes.length === 1 ? '1 conflict' : `${causes.length} conflicts`;
  const text =
    causes.length === 1
      ? `${causes[0].message}: ${causes[0].field}`
      : contested
          .map(
            ({ entry }) =>
              `conflicts with ${describeManager(entry)}:\n${fieldsOf(
                causes,
                entry,
              )}`,
          )
          .join('\n');
  return new StatusError('Conflict', `Apply failed with ${noun}: ${text}`, {
    details: { causes },
  });
}

function fieldsOf(
  causes: readonly StatusCause[],
  entry: ManagedFieldsEntry,
): string {
  const message = `conflict with ${describeManager(entry)}`;
  return causes
    .filter(cause => cause.message === message)
    .map(cause => `- ${cause.field}`)
    .join('\n');
}

function describeManager({
  manager,
  operation,
  apiVersion,
  subresource,
}: ManagedFieldsEntry): string {
  const part = subresource ? ` with subresource "${subresource}"` : '';
  return operation === 'Update'
    ? `"${manager}"${part} using ${apiVersion}`
    : `"${manager}"${part}`;
}
