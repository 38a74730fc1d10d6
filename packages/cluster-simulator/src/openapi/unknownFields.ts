import { isJsonObject } from '../json/readJson';
import { badRequest } from '../status/statusErrors';
import type { FieldType, ScalarName, SchemaCatalog } from './SchemaCatalog';

/** Still sent by old clients. */
const metadataExtras: ReadonlySet<string> = new Set([
  'clusterName',
  'selfLink',
]);

const anything = { type: { kind: 'anything' } } as const;

const goTypes: Readonly<Record<ScalarName, string>> = {
  string: 'string',
  integer: 'int32',
  number: 'float64',
  boolean: 'bool',
  time: 'string',
  intOrString: 'intstr.IntOrString',
  quantity: 'resource.Quantity',
  bytes: '[]uint8',
};

/** Paths of fields that the schema does not know: `spec.template.spec.contaners`. */
export function unknownFields(
  catalog: SchemaCatalog,
  type: FieldType | undefined,
  value: unknown,
  path = '',
): readonly string[] {
  if (value === null || value === undefined) return [];
  if (type?.kind === 'list' && Array.isArray(value)) {
    return value.flatMap((item, index) =>
      unknownFields(catalog, type.of, item, `${path}[${index}]`),
    );
  }
  if (!isJsonObject(value)) return [];
  const below = path ? `${path}.` : '';
  if (type?.kind === 'map') {
    return Object.entries(value).flatMap(([key, item]) =>
      unknownFields(catalog, type.of, item, `${below}${key}`),
    );
  }
  const schema =
    type?.kind === 'reference' ? catalog.find(type.schema) : undefined;
  if (!schema) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const field =
      schema.get(key) ??
      (metadataExtras.has(key) && path === 'metadata' ? anything : undefined);
    return field
      ? unknownFields(catalog, field.type, item, `${below}${key}`)
      : [`${below}${key}`];
  });
}

/** @throws StatusError BadRequest for the first value whose JSON type is not the field's. */
export function checkFieldTypes(
  catalog: SchemaCatalog,
  type: FieldType | undefined,
  value: unknown,
  kind: { readonly kind: string; readonly version: string },
  path = '',
): void {
  if (value === null || value === undefined || type === undefined) return;
  const refuse = (expected: string): never => {
    throw badRequest(
      `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: json: cannot unmarshal ` +
        `${jsonTypeOf(value)} into Go struct field ${
          kind.kind
        }.${path} of type ${expected}`,
    );
  };
  switch (type.kind) {
    case 'scalar':
      if (!fits(type.name, value)) refuse(goTypes[type.name]);
      return;
    case 'list':
      if (!Array.isArray(value)) refuse('[]interface {}');
      else
        value.forEach(item =>
          checkFieldTypes(catalog, type.of, item, kind, path),
        );
      return;
    case 'map':
      if (!isJsonObject(value)) refuse('map[string]string');
      else
        Object.values(value).forEach(item =>
          checkFieldTypes(catalog, type.of, item, kind, path),
        );
      return;
    case 'reference': {
      const schema = catalog.find(type.schema);
      if (!isJsonObject(value)) refuse(type.schema);
      else if (schema) {
        for (const [key, item] of Object.entries(value)) {
          checkFieldTypes(
            catalog,
            schema.get(key)?.type,
            item,
            kind,
            path ? `${path}.${key}` : key,
          );
        }
      }
      return;
    }
    default:
  }
}

function fits(name: ScalarName, value: unknown): boolean {
  switch (name) {
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'intOrString':
    case 'quantity':
      return typeof value === 'string' || typeof value === 'number';
    default:
      return typeof value === 'string';
  }
}

function jsonTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
