import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  groupVersionOf,
  ResourceDefinition,
} from '../resources/ResourceDefinition';

/** Stored objects never change: each is written once per served version, for lists and watches alike. */
const written = new WeakMap<
  ResourceDefinition,
  WeakMap<KubernetesObject, Buffer>
>();
const heads = new WeakMap<ResourceDefinition, Buffer>();

/** The JSON of an object in the version that was asked for, kind and version first. */
export function writeObject(
  definition: ResourceDefinition,
  object: KubernetesObject,
): Buffer {
  return Buffer.concat([
    headOf(definition),
    writeFields(definition, object).subarray(1),
  ]);
}

/** As an item of a list: those of typed lists do not repeat kind and version, as real servers leave them out. */
export function writeListItem(
  definition: ResourceDefinition,
  object: KubernetesObject,
): Buffer {
  return definition.virtual || definition.schema
    ? writeFields(definition, object)
    : writeObject(definition, object);
}

/** The object in the version that was asked for, kind and version first. */
export function toServed(
  definition: ResourceDefinition,
  object: KubernetesObject,
): KubernetesObject {
  return {
    kind: definition.kind,
    apiVersion: groupVersionOf(definition),
    ...servedFields(definition, object),
    metadata: object.metadata,
  };
}

/** Everything but kind and version; at least the metadata. */
function writeFields(
  definition: ResourceDefinition,
  object: KubernetesObject,
): Buffer {
  let known = written.get(definition);
  if (!known) {
    known = new WeakMap();
    written.set(definition, known);
  }
  const found = known.get(object);
  if (found) return found;
  const buffer = Buffer.from(JSON.stringify(servedFields(definition, object)));
  known.set(object, buffer);
  return buffer;
}

function servedFields(
  definition: ResourceDefinition,
  object: KubernetesObject,
): Omit<KubernetesObject, 'kind' | 'apiVersion'> {
  const { apiVersion, kind, ...fields } = definition.conversion
    ? definition.conversion.toServed(object)
    : object;
  return fields;
}

function headOf(definition: ResourceDefinition): Buffer {
  let head = heads.get(definition);
  if (!head) {
    const { kind } = definition;
    const typed = JSON.stringify({
      kind,
      apiVersion: groupVersionOf(definition),
    });
    head = Buffer.from(`${typed.slice(0, -1)},`);
    heads.set(definition, head);
  }
  return head;
}
