import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { FieldWriter } from '../../apply/ManagedFields';
import { isJsonObject, objectAt, stringAt } from '../../json/readJson';
import { parseObject } from '../../json/parseObject';
import type { FieldType, SchemaCatalog } from '../../openapi/SchemaCatalog';
import { checkFieldTypes, unknownFields } from '../../openapi/unknownFields';
import { badRequest } from '../../status/statusErrors';
import { applyDefaults } from '../applyDefaults';
import { qosClassOf } from '../podDefaults';
import { groupVersionOf, ResourceDefinition } from '../ResourceDefinition';
import type { WriteOptions } from './WriteOptions';

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
  const type = typeOf(definition);
  const unknown =
    fieldValidation === 'Ignore' ? [] : unknownFields(catalog, type, body);
  if (unknown.length > 0 && fieldValidation === 'Strict') {
    const problems = unknown.map(path => `unknown field "${path}"`).join(', ');
    throw badRequest(
      `${kind} in version "${definition.version}" cannot be handled as a ${kind}: strict decoding error: ${problems}`,
    );
  }
  checkFieldTypes(catalog, type, body, definition);
  const object = parseObject({ ...withoutNulls(body), apiVersion, kind });
  return {
    object: inNamespace(definition, object, namespace),
    warnings: unknown.map(path => `unknown field "${path}"`),
  };
}

/** The object as it will be stored: converted and with defaults. */
export function toStoredForm(
  definition: ResourceDefinition,
  object: KubernetesObject,
): KubernetesObject {
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
    status: initial[definition.storage] ?? {},
  };
}

export function hasStatus({ subresources }: ResourceDefinition): boolean {
  return subresources.some(({ name }) => name === 'status');
}

export function typeOf({ schema }: ResourceDefinition): FieldType | undefined {
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
