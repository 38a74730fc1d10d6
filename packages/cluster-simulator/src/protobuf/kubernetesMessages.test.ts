import builtInSchemas from '../openapi/builtInSchemas.json';
import { createSchemaCatalog } from '../openapi/SchemaCatalog';
import { checkFieldTypes, unknownFields } from '../openapi/unknownFields';
import { builtInResources } from '../resources/builtInResources';
import { groupVersionOf } from '../resources/ResourceDefinition';
import { decodeKubernetesBody } from './decodeKubernetesBody';
import { messageOfKind } from './kubernetesMessages';
import { encodeKubernetesBody, sampleOf } from './testing/encodeKubernetesBody';

const catalog = createSchemaCatalog(builtInSchemas);

/** Clients of 1.35 may send them; this API is that of 1.32. */
const newer =
  /\.(workloadRef|declaredFeatures|userAnnotations|serviceAccountTokenInSecrets|allocatedResources|resources|observedGeneration)$/;

const writable = [
  ...builtInResources().filter(each => each.virtual !== 'metrics'),
  { group: 'autoscaling', version: 'v1', kind: 'Scale', schema: 'v1.Scale' },
  { group: 'policy', version: 'v1', kind: 'Eviction', schema: 'v1.Eviction' },
  { group: '', version: 'v1', kind: 'Binding', schema: 'v1.Binding' },
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    kind: 'TokenRequest',
    schema: 'authentication.v1.TokenRequest',
  },
];

describe('kubernetesMessage()', () => {
  it.each(
    writable.map(
      each => [groupVersionOf(each), each.kind, each.schema] as const,
    ),
  )(
    'describes every field of %s %s that its schema knows, and no other',
    (apiVersion, kind, schema = '') => {
      const message = messageOfKind(apiVersion, kind) ?? '';
      const { raw, json } = sampleOf(message);
      const body = decodeKubernetesBody(
        encodeKubernetesBody(apiVersion, kind, raw),
      );
      expect(body).toEqual({ apiVersion, kind, ...json });

      const type = { kind: 'reference', schema } as const;
      const unknown = unknownFields(catalog, type, body);
      expect(unknown.filter(field => !newer.test(field))).toEqual([]);
      checkFieldTypes(catalog, type, body, { kind, version: apiVersion });
      expect(missingFields(schema, body, [])).toEqual([]);
    },
  );

  it('takes the options of a deletion in any version', () => {
    expect(messageOfKind('apps/v1', 'DeleteOptions')).toBe('v1.DeleteOptions');
    expect(messageOfKind('apps/v1', 'Mystery')).toBe(undefined);
  });
});

/** Fields of the schema, however deep, that the sample does not have. */
function missingFields(
  schema: string,
  sample: unknown,
  within: readonly string[],
): readonly string[] {
  if (within.includes(schema)) return [];
  return [...(catalog.find(schema) ?? [])].flatMap(([name, field]) => {
    const { type } = field;
    const value = Object(sample)[name];
    if (value === undefined) {
      // Objects within objects are sent without their type, and samples end at a schema within itself.
      const isTyped =
        within.length > 0 && ['apiVersion', 'kind'].includes(name);
      return isTyped || isWithin(type, [...within, schema])
        ? []
        : [`${schema}.${name}`];
    }
    const inner = type.kind === 'list' || type.kind === 'map' ? type.of : type;
    if (inner.kind !== 'reference') return [];
    const items = { list: Object(value)[0], map: Object(value).key };
    const item =
      type.kind === 'list' || type.kind === 'map' ? items[type.kind] : value;
    return missingFields(inner.schema, item, [...within, schema]);
  });
}

function isWithin(
  type: NonNullable<Parameters<typeof unknownFields>[1]>,
  within: readonly string[],
): boolean {
  switch (type.kind) {
    case 'list':
    case 'map':
      return isWithin(type.of, within);
    case 'reference':
      return within.includes(type.schema);
    default:
      return type.kind === 'anything' && within.includes('v1.JSONSchemaProps');
  }
}
