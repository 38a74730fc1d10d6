import {
  isJsonObject,
  JsonObject,
  listAt,
  objectAt,
  stringAt,
  stringsAt,
} from '../json/readJson';

/** Every kubectl that reads OpenAPI v2 asks for it so. */
export const SWAGGER_PROTOBUF =
  'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/** Numbers of the fields of `Schema` that hold a text. */
const TEXTS = { $ref: 1, format: 2, title: 3, description: 4, pattern: 13 };

/**
 * The definitions of an OpenAPI v2 document as protobuf; clients that ask for it read no paths. Source: `OpenAPIv2.proto` of
 * google/gnostic-models. O(size of the document).
 */
export function encodeSwagger(document: JsonObject): Buffer {
  const info = objectAt(document, 'info');
  return join([
    text(1, stringAt(document, 'swagger')),
    part(
      2,
      join([
        text(1, stringAt(info, 'title')),
        text(2, stringAt(info, 'version')),
      ]),
    ),
    part(8, Buffer.alloc(0)),
    part(9, namedSchemas(objectAt(document, 'definitions'))),
  ]);
}

function namedSchemas(schemas: JsonObject): Buffer {
  return join(
    Object.entries(schemas).map(([name, schema]) =>
      part(1, join([text(1, name), part(2, encodeSchema(schema))])),
    ),
  );
}

function encodeSchema(schema: unknown): Buffer {
  if (!isJsonObject(schema)) return Buffer.alloc(0);
  const { type, items, properties, additionalProperties } = schema;
  const types = typeof type === 'string' ? [type] : stringsAt(schema, 'type');
  return join([
    ...Object.entries(TEXTS).flatMap(([field, number]) => {
      const value = stringAt(schema, field);
      return value ? [text(number, value)] : [];
    }),
    ...(schema.default === undefined ? [] : [part(5, any(schema.default))]),
    ...stringsAt(schema, 'required').map(name => text(19, name)),
    ...listAt(schema, 'enum').map(value => part(20, any(value))),
    ...(additionalProperties === undefined
      ? []
      : [part(21, additional(additionalProperties))]),
    ...(types.length > 0
      ? [part(22, join(types.map(each => text(1, each))))]
      : []),
    ...(items === undefined ? [] : [part(23, part(1, encodeSchema(items)))]),
    ...listAt(schema, 'allOf').map(each => part(24, encodeSchema(each))),
    ...(isJsonObject(properties) ? [part(25, namedSchemas(properties))] : []),
    ...Object.entries(schema)
      .filter(([field]) => field.startsWith('x-'))
      .map(([field, value]) =>
        part(31, join([text(1, field), part(2, any(value))])),
      ),
  ]);
}

function additional(value: unknown): Buffer {
  return typeof value === 'boolean'
    ? Buffer.from([2 * 8, Number(value)])
    : part(1, encodeSchema(value));
}

/** A value as YAML, which JSON is. */
function any(value: unknown): Buffer {
  return text(2, JSON.stringify(value));
}

function text(number: number, value: string): Buffer {
  return part(number, Buffer.from(value));
}

/** A field of so many bytes: wire type 2. */
function part(number: number, content: Buffer): Buffer {
  return join([varint(number * 8 + 2), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80))
    bytes.push((rest % 0x80) + 0x80);
  return Buffer.from([...bytes, rest]);
}

function join(parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts);
}
