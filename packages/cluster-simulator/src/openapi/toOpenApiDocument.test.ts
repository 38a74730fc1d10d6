import { JsonObject, objectAt, objectsAt, stringAt } from '../json/readJson';
import { messageOfKind } from '../protobuf/kubernetesMessages';
import { sampleOf } from '../protobuf/testing/encodeKubernetesBody';
import { builtInResources } from '../resources/builtInResources';
import { acceptBody } from '../resources/handlers/prepareObject';
import { groupVersionOf } from '../resources/ResourceDefinition';
import builtInSchemas from './builtInSchemas.json';
import { createSchemaCatalog } from './SchemaCatalog';
import { toOpenApiDocument } from './toOpenApiDocument';

const catalog = createSchemaCatalog(builtInSchemas);
const rows = builtInResources().map(
  each => [groupVersionOf(each), each.kind, each] as const,
);

describe('toOpenApiDocument()', () => {
  it.each(rows)(
    'explains %s %s: what it is, and every field down to its type',
    (groupVersion, kind, definition) => {
      const document = toOpenApiDocument(catalog, groupVersion, [definition]);
      const schemas = objectAt(document, 'components', 'schemas');
      const [root] = Object.values(schemas).filter(schema =>
        objectsAt(schema, 'x-kubernetes-group-version-kind').some(
          each => each.kind === kind,
        ),
      );
      expect(stringAt(root, 'description')).not.toBe('');
      expect(Object.keys(objectAt(root, 'properties'))).toEqual(
        expect.arrayContaining(['apiVersion', 'kind', 'metadata']),
      );
      expect(untypedFields(root, schemas, [])).toEqual([]);
    },
  );

  it('names the types that are a text or a number', () => {
    const document = toOpenApiDocument(
      catalog,
      'v1',
      builtInResources().filter(each => each.kind === 'ResourceQuota'),
    );
    const schemas = objectAt(document, 'components', 'schemas');
    const hard = objectAt(
      schemas,
      'io.k8s.api.v1.ResourceQuotaSpec',
      'properties',
      'hard',
    );
    const reference =
      '#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity';
    expect(hard).toEqual({
      type: 'object',
      additionalProperties: { allOf: [{ $ref: reference }] },
    });
    expect(schemas).toHaveProperty([
      'io.k8s.apimachinery.pkg.api.resource.Quantity',
    ]);
  });
});

/** Clients of 1.35 may send them; this API is that of 1.32. */
const newer =
  /\.(workloadRef|declaredFeatures|userAnnotations|serviceAccountTokenInSecrets|allocatedResources|resources|observedGeneration)"$/;

describe('strict validation', () => {
  it.each(rows.filter(([, , { virtual }]) => virtual === undefined))(
    'knows every field of %s %s and names one that is not',
    (apiVersion, kind, definition) => {
      const { json } = sampleOf(messageOfKind(apiVersion, kind) ?? '');
      const body = { ...json, metadata: { name: 'a', bogus: 1 } };
      const warned = acceptBody(catalog, definition, 'shop', body, {
        fieldValidation: 'Warn',
      });
      expect(warned.warnings.filter(each => !newer.test(each))).toEqual([
        'unknown field "metadata.bogus"',
      ]);
      expect(() =>
        acceptBody(
          catalog,
          definition,
          'shop',
          { metadata: {}, bogus: 1 },
          {
            fieldValidation: 'Strict',
          },
        ),
      ).toThrow(
        `${kind} in version "${definition.version}" cannot be handled as a ${kind}: strict decoding error: unknown field "bogus"`,
      );
    },
  );
});

/** Paths of properties that say nothing about their type, or name a schema that is not there. */
function untypedFields(
  schema: unknown,
  schemas: JsonObject,
  within: readonly string[],
  path = '',
): readonly string[] {
  const [reference] = objectsAt(schema, 'allOf');
  if (reference) {
    const name = stringAt(reference, '$ref').replace(
      '#/components/schemas/',
      '',
    );
    if (within.includes(name)) return [];
    return schemas[name] === undefined
      ? [`${path}: ${name}`]
      : untypedFields(schemas[name], schemas, [...within, name], path);
  }
  const isTyped =
    stringAt(schema, 'type') !== '' || objectsAt(schema, 'oneOf').length > 0;
  const inner = [
    objectAt(schema, 'items'),
    objectAt(schema, 'additionalProperties'),
  ];
  return [
    ...(isTyped ? [] : [path]),
    ...inner
      .filter(each => Object.keys(each).length > 0)
      .flatMap(each => untypedFields(each, schemas, within, path)),
    ...Object.entries(objectAt(schema, 'properties')).flatMap(([name, field]) =>
      untypedFields(field, schemas, within, `${path}.${name}`),
    ),
  ];
}
