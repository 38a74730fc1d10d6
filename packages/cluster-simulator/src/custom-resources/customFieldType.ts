import type { FieldType } from '../openapi/SchemaCatalog';
import type { StructuralSchema } from './StructuralSchema';

const metadata: FieldType = { kind: 'reference', schema: 'v1.ObjectMeta' };

/** The type of a custom resource as server-side apply sees it: which lists merge by what, which objects stay whole. */
export function customFieldType(schema: StructuralSchema): FieldType {
  const fields = new Map(fieldsOf(schema));
  fields.set('metadata', { type: metadata, required: false });
  return { kind: 'object', fields, isAtomic: false };
}

function toFieldType(schema: StructuralSchema): FieldType {
  const { type, items, merging, additional, properties, isAtomicMap } = schema;
  if (type === 'array') {
    return {
      kind: 'list',
      of: items ? toFieldType(items) : { kind: 'anything' },
      merging,
    };
  }
  if (properties.size > 0 || isAtomicMap)
    return {
      kind: 'object',
      fields: new Map(fieldsOf(schema)),
      isAtomic: isAtomicMap,
    };
  return additional && additional !== true
    ? { kind: 'map', of: toFieldType(additional) }
    : { kind: 'anything' };
}

function fieldsOf({ properties }: StructuralSchema) {
  return [...properties].map(
    ([name, property]) =>
      [name, { type: toFieldType(property), required: false }] as const,
  );
}
