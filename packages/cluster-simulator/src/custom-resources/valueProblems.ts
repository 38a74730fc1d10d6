import { isEqualJson } from '@orrery/kubernetes-model';
import { isJsonObject } from '../json/readJson';
import type { FieldProblem } from '../status/statusErrors';
import { limitProblems } from './limitProblems';
import type { StructuralSchema, ValueType } from './StructuralSchema';

/** What of a value its schema forbids, worded as the API server words it. `path` is empty for the whole object. */
export function valueProblems(
  schema: StructuralSchema,
  value: unknown,
  path = '',
): readonly FieldProblem[] {
  if (value === undefined || (value === null && schema.isNullable)) return [];
  const mistyped = typeProblem(schema, value, path);
  if (mistyped) return [mistyped];
  return [
    ...limitProblems(schema.limits, value, path),
    ...(Array.isArray(value) ? itemProblems(schema, value, path) : []),
    ...(isJsonObject(value)
      ? Object.entries(value).flatMap(([key, field]) => {
          const property = schema.properties.get(key) ?? schema.additional;
          return property === undefined || property === true
            ? []
            : valueProblems(property, field, path ? `${path}.${key}` : key);
        })
      : []),
    ...logicProblems(schema, value, path),
  ];
}

function typeProblem(
  { type, isIntOrString }: StructuralSchema,
  value: unknown,
  path: string,
): FieldProblem | undefined {
  const actual = typeOfValue(value);
  const fits = isIntOrString
    ? actual === 'integer' || actual === 'string'
    : type === undefined ||
      actual === type ||
      (type === 'number' && actual === 'integer');
  if (fits) return undefined;
  const wanted = isIntOrString ? 'integer,string' : type;
  return {
    field: path || '<nil>',
    reason: 'FieldValueTypeInvalid',
    message:
      `Invalid value: "${actual}": ${path} in body must be of type ` +
      `${wanted}: "${actual}"`,
  };
}

function typeOfValue(value: unknown): ValueType | 'null' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    default:
      return 'object';
  }
}

function itemProblems(
  { items, merging }: StructuralSchema,
  list: readonly unknown[],
  path: string,
): readonly FieldProblem[] {
  const identities = list.map(item =>
    merging.kind === 'map' && isJsonObject(item)
      ? Object.fromEntries(merging.keys.map(key => [key, item[key]]))
      : item,
  );
  return list.flatMap((item, index) => {
    const field = `${path}[${index}]`;
    const isRepeated =
      merging.kind !== 'atomic' &&
      identities
        .slice(0, index)
        .some(earlier => isEqualJson(earlier, identities[index]));
    return [
      ...(items ? valueProblems(items, item, field) : []),
      ...(isRepeated
        ? [
            {
              field,
              reason: 'FieldValueDuplicate' as const,
              message: `Duplicate value: ${JSON.stringify(identities[index])}`,
            },
          ]
        : []),
    ];
  });
}

function logicProblems(
  { allOf, anyOf, oneOf, not, isIntOrString }: StructuralSchema,
  value: unknown,
  path: string,
): readonly FieldProblem[] {
  const accepts = (option: StructuralSchema) =>
    valueProblems(option, value, path).length === 0;
  const refuse = (rule: string): FieldProblem => ({
    field: path || '<nil>',
    reason: 'FieldValueInvalid',
    message: `Invalid value: "": "${path}" ${rule}`,
  });
  const matches = oneOf.filter(accepts).length;
  return [
    ...allOf.flatMap(each => valueProblems(each, value, path)),
    ...(anyOf.length === 0 || isIntOrString || anyOf.some(accepts)
      ? []
      : [refuse('must validate at least one schema (anyOf)')]),
    ...(oneOf.length === 0 || matches === 1
      ? []
      : [
          refuse(
            `must validate one and only one schema (oneOf). ${
              matches === 0
                ? 'Found none valid'
                : `Found ${matches} valid alternatives`
            }`,
          ),
        ]),
    ...(not && accepts(not)
      ? [refuse('must not validate the schema (not)')]
      : []),
  ];
}
