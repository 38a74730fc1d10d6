import { JsonObject, objectAt, stringAt } from '../json/readJson';
import { fillDefaults } from '../resources/fillDefaults';

/** A CustomResourceDefinition with what its author may leave out. */
export function defaultDefinition(definition: JsonObject): JsonObject {
  const kind = stringAt(objectAt(definition, 'spec', 'names'), 'kind');
  return fillDefaults(definition, {
    spec: {
      conversion: { strategy: 'None' },
      names: { singular: kind.toLowerCase(), listKind: `${kind}List` },
    },
  });
}
