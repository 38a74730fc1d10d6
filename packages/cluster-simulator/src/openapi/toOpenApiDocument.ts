import { JsonObject, objectAt } from '../json/readJson';
import {
  allVerbs,
  groupVersionOf,
  ResourceDefinition,
} from '../resources/ResourceDefinition';
import { describeField } from './fieldDescriptions';
import { applyMergingOf, patchMergingOf } from './listMerging';
import type { FieldType, ScalarName, SchemaCatalog } from './SchemaCatalog';

/** kubectl looks for `fieldValidation` before it trusts the server to validate. */
const writeParameters = ['dryRun', 'fieldManager', 'fieldValidation'].map(
  name => ({
    name,
    in: 'query',
    schema: { type: 'string', uniqueItems: true },
  }),
);

const scalarTypes: Readonly<Record<string, JsonObject>> = {
  string: { type: 'string' },
  integer: { type: 'integer', format: 'int32' },
  number: { type: 'number', format: 'double' },
  boolean: { type: 'boolean' },
  time: { type: 'string', format: 'date-time' },
  bytes: { type: 'string', format: 'byte' },
};

/** Scalars with a schema of their own, by which clients name the type. */
const namedScalars: Readonly<
  Partial<
    Record<ScalarName, { readonly name: string; readonly schema: JsonObject }>
  >
> = {
  intOrString: {
    name: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
    schema: {
      description:
        'A number, or a text such as a percentage or the name of a port.',
      oneOf: [{ type: 'integer' }, { type: 'string' }],
      format: 'int-or-string',
    },
  },
  quantity: {
    name: 'io.k8s.apimachinery.pkg.api.resource.Quantity',
    schema: {
      description: 'An amount with an optional suffix: 250m, 1.5, 64Mi.',
      oneOf: [{ type: 'string' }, { type: 'number' }],
    },
  },
};

/** The OpenAPI v3 document of one group version, as far as `kubectl explain`, `apply` and `edit` read it. */
export function toOpenApiDocument(
  catalog: SchemaCatalog,
  groupVersion: string,
  definitions: readonly ResourceDefinition[],
): JsonObject {
  const schemas: Record<string, JsonObject> = Object.fromEntries(
    Object.values(namedScalars).map(({ name, schema }) => [name, schema]),
  );
  const pending: string[] = [];
  const resolve = () => {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (schemas[schemaNameOf(next)]) continue;
      schemas[schemaNameOf(next)] = toSchema(catalog, next, pending);
    }
  };
  for (const definition of definitions) {
    const { schema: name, custom } = definition;
    if (custom) {
      pending.push('v1.ObjectMeta');
      resolve();
      schemas[customNameOf(definition)] = {
        ...toCustomSchema(custom.document),
        'x-kubernetes-group-version-kind': [groupVersionKindOf(definition)],
      };
    }
    if (name === undefined) continue;
    pending.push(name);
    resolve();
    schemas[schemaNameOf(name)] = {
      ...schemas[schemaNameOf(name)],
      'x-kubernetes-group-version-kind': [groupVersionKindOf(definition)],
    };
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: groupVersion },
    paths: Object.fromEntries(definitions.flatMap(pathsOf)),
    components: { schemas },
  };
}

function pathsOf(
  definition: ResourceDefinition,
): readonly (readonly [string, JsonObject])[] {
  const groupVersion = groupVersionOf(definition);
  const root = definition.group
    ? `/apis/${groupVersion}`
    : `/api/${groupVersion}`;
  const collection = `${root}/${
    definition.namespaced ? 'namespaces/{namespace}/' : ''
  }${definition.plural}`;
  const operation = (action: string) => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': groupVersionKindOf(definition),
    parameters: writeParameters,
    responses: { '200': { description: 'OK' } },
  });
  const supports = (verb: string) => definition.verbs.includes(verb);
  return [
    [
      collection,
      {
        ...(supports('list') ? { get: operation('list') } : {}),
        ...(supports('create') ? { post: operation('post') } : {}),
      },
    ],
    [
      `${collection}/{name}`,
      {
        ...(supports('get') ? { get: operation('get') } : {}),
        ...(definition.verbs === allVerbs
          ? {
              put: operation('put'),
              patch: operation('patch'),
              delete: operation('delete'),
            }
          : {}),
      },
    ],
  ];
}

function groupVersionKindOf({
  group,
  version,
  kind,
}: ResourceDefinition): JsonObject {
  return { group, version, kind };
}

function toSchema(
  catalog: SchemaCatalog,
  name: string,
  pending: string[],
): JsonObject {
  const fields = [...(catalog.find(name) ?? [])];
  const required = fields
    .filter(([, field]) => field.required)
    .map(([field]) => field);
  const properties = fields.map(([field, { type }]) => [
    field,
    {
      ...describeField(name, field),
      ...toType(type, pending),
      ...mergingOf(name, field, type),
    },
  ]);
  return {
    ...describeField(name, ''),
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(properties),
  };
}

function toType(type: FieldType, pending: string[]): JsonObject {
  switch (type.kind) {
    case 'scalar': {
      const named = namedScalars[type.name];
      return named
        ? { allOf: [{ $ref: `#/components/schemas/${named.name}` }] }
        : scalarTypes[type.name];
    }
    case 'list':
      return { type: 'array', items: toType(type.of, pending) };
    case 'map':
      return { type: 'object', additionalProperties: toType(type.of, pending) };
    case 'reference':
      pending.push(type.schema);
      return {
        allOf: [{ $ref: `#/components/schemas/${schemaNameOf(type.schema)}` }],
      };
    default:
      return { type: 'object' };
  }
}

function mergingOf(owner: string, field: string, type: FieldType): JsonObject {
  const patch = patchMergingOf({ owner, field, type });
  const apply = applyMergingOf({ owner, field, type });
  if (patch.kind === 'set') {
    return {
      'x-kubernetes-patch-strategy': 'merge',
      'x-kubernetes-list-type': 'set',
    };
  }
  return {
    ...(patch.kind === 'map'
      ? {
          'x-kubernetes-patch-strategy': 'merge',
          'x-kubernetes-patch-merge-key': patch.keys[0],
        }
      : {}),
    ...(apply.kind === 'map'
      ? {
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': apply.keys,
        }
      : {}),
  };
}

/** The author's schema with the fields that every object has. */
function toCustomSchema(document: JsonObject): JsonObject {
  return {
    ...document,
    properties: {
      ...objectAt(document, 'properties'),
      apiVersion: { type: 'string', ...describeField('*', 'apiVersion') },
      kind: { type: 'string', ...describeField('*', 'kind') },
      metadata: {
        ...describeField('*', 'metadata'),
        allOf: [
          { $ref: `#/components/schemas/${schemaNameOf('v1.ObjectMeta')}` },
        ],
      },
    },
  };
}

/** `widgets.example.org/v1` → `org.example.v1.Widget`. */
function customNameOf({ group, version, kind }: ResourceDefinition): string {
  return [...group.split('.').reverse(), version, kind].join('.');
}

function schemaNameOf(name: string): string {
  return `io.k8s.api.${name}`;
}
