import { JsonObject, objectAt } from '../json/readJson';

/** An object without what nobody manages: its identity and what the server sets itself. */
export function ownableFields(object: JsonObject): JsonObject {
  const { apiVersion, kind, metadata, ...fields } = object;
  const {
    name,
    namespace,
    uid,
    resourceVersion,
    generation,
    creationTimestamp,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    selfLink,
    managedFields,
    generateName,
    ...owned
  } = objectAt({ metadata }, 'metadata');
  return Object.keys(owned).length > 0
    ? { metadata: owned, ...fields }
    : fields;
}
