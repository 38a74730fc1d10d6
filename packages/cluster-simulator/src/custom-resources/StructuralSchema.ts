import {
  isJsonObject,
  JsonObject,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
  stringsAt,
  valueAt,
} from '../json/readJson';
import type { ListMerging } from '../openapi/listMerging';

const valueTypes = [
  'array',
  'boolean',
  'integer',
  'number',
  'object',
  'string',
] as const;

export type ValueType = (typeof valueTypes)[number];

/** The part of a JSON schema that limits single values. */
export interface ValueLimits {
  readonly allowed?: readonly unknown[];
  readonly format: string;
  readonly pattern: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly excludesMinimum: boolean;
  readonly excludesMaximum: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required: readonly string[];
}

/** `openAPIV3Schema` of a CustomResourceDefinition, read once; every field that is missing has its neutral value. */
export interface StructuralSchema {
  readonly type?: ValueType;
  readonly isNullable: boolean;
  readonly isIntOrString: boolean;
  readonly preservesUnknown: boolean;
  /** Has apiVersion, kind and metadata that its properties need not name. */
  readonly isEmbedded: boolean;
  readonly properties: ReadonlyMap<string, StructuralSchema>;
  /** Of the keys that are no properties; `true` lets any value pass. */
  readonly additional?: StructuralSchema | true;
  readonly items?: StructuralSchema;
  readonly defaultValue?: unknown;
  readonly merging: ListMerging;
  readonly isAtomicMap: boolean;
  readonly limits: ValueLimits;
  readonly allOf: readonly StructuralSchema[];
  readonly anyOf: readonly StructuralSchema[];
  readonly oneOf: readonly StructuralSchema[];
  readonly not?: StructuralSchema;
}

export function parseStructuralSchema(schema: JsonObject): StructuralSchema {
  const type = valueTypes.find(each => each === schema.type);
  const { additionalProperties, items, not } = schema;
  return {
    type,
    isNullable: schema.nullable === true,
    isIntOrString: schema['x-kubernetes-int-or-string'] === true,
    preservesUnknown: schema['x-kubernetes-preserve-unknown-fields'] === true,
    isEmbedded: schema['x-kubernetes-embedded-resource'] === true,
    properties: new Map(
      Object.entries(objectAt(schema, 'properties')).map(([name, property]) => [
        name,
        parseStructuralSchema(isJsonObject(property) ? property : {}),
      ]),
    ),
    ...(additionalProperties === true ? { additional: true } : {}),
    ...(isJsonObject(additionalProperties)
      ? { additional: parseStructuralSchema(additionalProperties) }
      : {}),
    ...(isJsonObject(items) ? { items: parseStructuralSchema(items) } : {}),
    ...(schema.default === undefined ? {} : { defaultValue: schema.default }),
    merging: mergingOf(schema),
    isAtomicMap: schema['x-kubernetes-map-type'] === 'atomic',
    limits: parseLimits(schema),
    allOf: objectsAt(schema, 'allOf').map(parseStructuralSchema),
    anyOf: objectsAt(schema, 'anyOf').map(parseStructuralSchema),
    oneOf: objectsAt(schema, 'oneOf').map(parseStructuralSchema),
    ...(isJsonObject(not) ? { not: parseStructuralSchema(not) } : {}),
  };
}

function parseLimits(schema: JsonObject): ValueLimits {
  const allowed = valueAt(schema, 'enum');
  return {
    ...(Array.isArray(allowed) ? { allowed } : {}),
    format: stringAt(schema, 'format'),
    pattern: stringAt(schema, 'pattern'),
    minimum: numberAt(schema, 'minimum'),
    maximum: numberAt(schema, 'maximum'),
    excludesMinimum: schema.exclusiveMinimum === true,
    excludesMaximum: schema.exclusiveMaximum === true,
    multipleOf: numberAt(schema, 'multipleOf'),
    minLength: numberAt(schema, 'minLength'),
    maxLength: numberAt(schema, 'maxLength'),
    minItems: numberAt(schema, 'minItems'),
    maxItems: numberAt(schema, 'maxItems'),
    minProperties: numberAt(schema, 'minProperties'),
    maxProperties: numberAt(schema, 'maxProperties'),
    required: stringsAt(schema, 'required'),
  };
}

function mergingOf(schema: JsonObject): ListMerging {
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return { kind: 'set' };
    case 'map':
      return {
        kind: 'map',
        keys: stringsAt(schema, 'x-kubernetes-list-map-keys'),
      };
    default:
      return { kind: 'atomic' };
  }
}
