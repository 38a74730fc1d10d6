import { isJsonObject, objectAt, stringAt } from '../json/readJson';
import type { FieldProblem } from '../status/statusErrors';
import { compilePattern } from './limitProblems';

const types: ReadonlySet<unknown> = new Set([
  'array',
  'boolean',
  'integer',
  'number',
  'object',
  'string',
]);

/** The rules that make a schema structural, of those that people break; patterns must be regular expressions of RE2. */
export function schemaProblems(
  schema: unknown,
  path: string,
  isRoot = true,
): readonly FieldProblem[] {
  if (!isJsonObject(schema)) return [];
  const { type, items, additionalProperties } = schema;
  const pattern = stringAt(schema, 'pattern');
  const isTyped =
    type !== undefined ||
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema['x-kubernetes-int-or-string'] === true;
  return [
    ...typeProblems(type, isTyped, path, isRoot),
    ...(type === 'array' && !isJsonObject(items)
      ? [required(`${path}.items`, 'must be specified')]
      : []),
    ...(pattern && !compilePattern(pattern)
      ? [
          {
            field: `${path}.pattern`,
            reason: 'FieldValueInvalid' as const,
            message: `Invalid value: ${JSON.stringify(
              pattern,
            )}: must be a valid regular expression, but isn't`,
          },
        ]
      : []),
    ...Object.entries(objectAt(schema, 'properties')).flatMap(([name, below]) =>
      // The server validates the metadata itself.
      isRoot && name === 'metadata'
        ? []
        : schemaProblems(below, `${path}.properties[${name}]`, false),
    ),
    ...schemaProblems(items, `${path}.items`, false),
    ...schemaProblems(
      additionalProperties,
      `${path}.additionalProperties`,
      false,
    ),
  ];
}

function typeProblems(
  type: unknown,
  isTyped: boolean,
  path: string,
  isRoot: boolean,
): readonly FieldProblem[] {
  if (!isTyped)
    return [
      required(
        `${path}.type`,
        isRoot
          ? 'must not be empty at the root'
          : 'must not be empty for specified object fields',
      ),
    ];
  if (isRoot && type !== undefined && type !== 'object')
    return [
      {
        field: `${path}.type`,
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${JSON.stringify(
          type,
        )}: must be object at the root`,
      },
    ];
  if (type === undefined || types.has(type)) return [];
  return [
    {
      field: `${path}.type`,
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${JSON.stringify(
        type,
      )}: supported values: "array", "boolean", "integer", "number", "object", "string"`,
    },
  ];
}

function required(field: string, why: string): FieldProblem {
  return {
    field,
    reason: 'FieldValueRequired',
    message: `Required value: ${why}`,
  };
}
