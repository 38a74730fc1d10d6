import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { FieldWriter } from '../../apply/ManagedFields';
import { fillSchemaDefaults } from '../../custom-resources/fillSchemaDefaults';
import { pruneUnknown } from '../../custom-resources/pruneUnknown';
import {
  isJsonObject,
  JsonObject,
  objectAt,
  stringAt,
} from '../../json/readJson';
import { parseObject } from '../../json/parseObject';
import type { FieldType, SchemaCatalog } from '../../openapi/SchemaCatalog';
import { checkFieldTypes, unknownFields } from '../../openapi/unknownFields';
import { badRequest } from '../../status/statusErrors';
import { applyDefaults } from '../applyDefaults';
import { qosClassOf } from '../podDefaults';
import { groupVersionOf, ResourceDefinition } from '../ResourceDefinition';
import type { WriteOptions } from './WriteOptions';

const objectMeta: FieldType = { kind: 'reference', schema: 'v1.ObjectMeta' };

export interface AcceptedObject {
  readonly object: KubernetesObject;
  readonly warnings: readonly string[];
}

/**
 * Accepts a body as an object of the kind: right version and kind, right namespace, known fields of the right types.
 *
 * @throws StatusError BadRequest otherwise.
 */
export function acceptBody(
  catalog: SchemaCatalog,
  definition: ResourceDefinition,
  namespace: string | undefined,
  body: unknown,
  { fieldValidation }: Pick<WriteOptions, 'fieldValidation'>,
): AcceptedObject {
  if (!isJsonObject(body))
    throw badRequest('the body of the request is empty or not a JSON object');
  const apiVersion = stringAt(body, 'apiVersion') || groupVersionOf(definition);
  const kind = stringAt(body, 'kind') || definition.kind;
  if (apiVersion !== groupVersionOf(definition) || kind !== definition.kind) {
    throw badRequest(
      `the API version in the data (${apiVersion}, kind ${kind}) does not match the expected API version ` +
        `(${groupVersionOf(definition)}, kind ${definition.kind})`,
    );
  }
  const { type, value, path } = checkedPartOf(definition, body);
  const pruned =
    definition.custom && pruneUnknown(definition.custom.schema, body);
  const unknown =
    fieldValidation === 'Ignore'
      ? []
      : [
          ...unknownFields(catalog, type, value, path),
          ...(pruned?.dropped ?? []),
        ];
  if (unknown.length > 0 && fieldValidation === 'Strict') {
    const problems = unknown
      .map(field => `unknown field "${field}"`)
      .join(', ');
    throw badRequest(
      `${kind} in version "${definition.version}" cannot be handled as a ${kind}: strict decoding error: ${problems}`,
    );
  }
  checkFieldTypes(catalog, type, value, definition, path);
  const fields = pruned
    ? {
        ...objectAt(pruned, 'value'),
        ...withoutNulls({ metadata: body.metadata ?? {} }),
      }
    : withoutNulls(body);
  const object = parseObject({ ...fields, apiVersion, kind });
  return {
    object: inNamespace(definition, object, namespace),
    warnings: [
      ...(definition.custom?.deprecationWarning
        ? [definition.custom.deprecationWarning]
        : []),
      ...unknown.map(field => `unknown field "${field}"`),
    ],
  };
}

/** The object as it will be stored: converted and with defaults. */
export function toStoredForm(
  definition: ResourceDefinition,
  object: KubernetesObject,
): KubernetesObject {
  const { custom } = definition;
  if (custom) {
    return parseObject({
      ...objectAt(
        { filled: fillSchemaDefaults(custom.schema, object) },
        'filled',
      ),
      apiVersion: custom.storedApiVersion,
    });
  }
  const stored = definition.conversion
    ? definition.conversion.toStored(object)
    : object;
  return applyDefaults(definition.storage, stored);
}

/** A new object has no state yet: what the client says about it is dropped. */
export function withInitialStatus(
  definition: ResourceDefinition,
  object: KubernetesObject,
): KubernetesObject {
  if (definition.storage === 'pods') {
    return {
      ...object,
      status: {
        phase: 'Pending',
        qosClass: qosClassOf(objectAt(object, 'spec')),
      },
    };
  }
  if (!hasStatus(definition)) return object;
  const { status, ...rest } = object;
  const initial: Readonly<Record<string, object>> = {
    services: { loadBalancer: {} },
    namespaces: { phase: 'Active' },
    persistentvolumes: { phase: 'Pending' },
    persistentvolumeclaims: { phase: 'Pending' },
  };
  return {
    ...rest,
    metadata: object.metadata,
    ...(definition.custom ? {} : { status: initial[definition.storage] ?? {} }),
  };
}

export function hasStatus({ subresources }: ResourceDefinition): boolean {
  return subresources.some(({ name }) => name === 'status');
}

export function typeOf({
  schema,
  custom,
}: ResourceDefinition): FieldType | undefined {
  if (custom) return custom.type;
  return schema === undefined ? undefined : { kind: 'reference', schema };
}

export function writerOf(
  definition: ResourceDefinition,
  operation: FieldWriter['operation'],
  manager: string,
  nowMs: number,
  subresource?: string,
): FieldWriter {
  return {
    manager,
    operation,
    apiVersion: groupVersionOf(definition),
    time: `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
    ...(subresource ? { subresource } : {}),
  };
}

/** What the catalogue describes: all of a built-in kind, the metadata of a custom one. */
function checkedPartOf(definition: ResourceDefinition, body: JsonObject) {
  return definition.custom
    ? { type: objectMeta, value: body.metadata, path: 'metadata' }
    : { type: typeOf(definition), value: body, path: '' };
}

function inNamespace(
  { namespaced }: ResourceDefinition,
  object: KubernetesObject,
  namespace: string | undefined,
): KubernetesObject {
  const { namespace: own, ...metadata } = object.metadata;
  if (!namespaced) return { ...object, metadata };
  if (own !== undefined && own !== '' && own !== namespace) {
    throw badRequest(
      `the namespace of the provided object does not match the namespace sent on the request (${own} is not ${namespace})`,
    );
  }
  return { ...object, metadata: { ...metadata, namespace } };
}

/** `null` means absent in the API. */
function withoutNulls(value: object): object {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null)
      .map(([key, field]) => [key, cleaned(field)]),
  );
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  return isJsonObject(value) ? withoutNulls(value) : value;
}
