import {
  isJsonObject,
  JsonObject,
  objectAt,
  objectsAt,
} from '../json/readJson';

/** Words of JSON schema that OpenAPI v2 does not have; real servers leave them out of it too. */
const unknownWords: ReadonlySet<string> = new Set([
  'anyOf',
  'not',
  'nullable',
  'oneOf',
]);

/** The OpenAPI v2 document of all the group versions together, from their v3 documents. */
export function toSwaggerDocument(
  documents: readonly JsonObject[],
  version: string,
): JsonObject {
  const schemas = documents.flatMap(document =>
    Object.entries(objectAt(document, 'components', 'schemas')),
  );
  const definitions: Record<string, JsonObject> = {};
  for (const [name, schema] of schemas) {
    // A schema that two group versions use names its kind in the document of its own only.
    const converted = toDefinition(schema);
    definitions[name] = { ...definitions[name], ...converted };
  }
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version },
    paths: Object.fromEntries(
      documents.flatMap(document =>
        Object.entries(objectAt(document, 'paths')).map(
          ([path, operations]) => [path, toOperations(operations)],
        ),
      ),
    ),
    definitions,
  };
}

function toOperations(operations: unknown): JsonObject {
  return Object.fromEntries(
    Object.entries(isJsonObject(operations) ? operations : {}).map(
      ([method, operation]) => [
        method,
        {
          ...(isJsonObject(operation) ? operation : {}),
          parameters: objectsAt(operation, 'parameters').map(
            ({ schema, ...parameter }) => ({
              ...parameter,
              ...(isJsonObject(schema) ? schema : {}),
            }),
          ),
        },
      ],
    ),
  );
}

function toDefinition(schema: unknown): JsonObject {
  if (!isJsonObject(schema)) return {};
  // Either a text or a number: v2 has no words for it.
  if (Array.isArray(schema.oneOf) && schema.type === undefined)
    return {
      ...describedAs(schema),
      type: 'string',
      ...(schema.format === undefined ? {} : { format: schema.format }),
    };
  const [reference] = objectsAt(schema, 'allOf');
  if (typeof reference?.$ref === 'string') {
    return {
      ...describedAs(schema),
      $ref: reference.$ref.replace('#/components/schemas/', '#/definitions/'),
    };
  }
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([word]) => !unknownWords.has(word))
      .map(([word, value]) => [word, toWord(word, value)]),
  );
}

function toWord(word: string, value: unknown): unknown {
  switch (word) {
    case 'properties':
      return Object.fromEntries(
        Object.entries(isJsonObject(value) ? value : {}).map(
          ([name, property]) => [name, toDefinition(property)],
        ),
      );
    case 'items':
    case 'additionalProperties':
      return isJsonObject(value) ? toDefinition(value) : value;
    default:
      return value;
  }
}

function describedAs({ description }: JsonObject): JsonObject {
  return description === undefined ? {} : { description };
}
