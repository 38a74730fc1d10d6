import { isEqualJson } from '@orrery/kubernetes-model';
import { JsonObject, numberAt, valueAt } from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';

/*
 * The problems that a field can have, worded as `k8s.io/apimachinery/pkg/util/validation/field` words them.
 */

/** A field that must be there. */
export function requiredProblem(field: string, why?: string): FieldProblem {
  return {
    field,
    reason: 'FieldValueRequired',
    message: why ? `Required value: ${why}` : 'Required value',
  };
}

/** A field that may not be there, or not change. */
export function forbiddenProblem(field: string, why: string): FieldProblem {
  return {
    field,
    reason: 'FieldValueForbidden',
    message: `Forbidden: ${why}`,
  };
}

/** A value that stands twice in what must be a set. */
export function duplicateProblem(field: string, value: unknown): FieldProblem {
  return {
    field,
    reason: 'FieldValueDuplicate',
    message: `Duplicate value: ${JSON.stringify(value)}`,
  };
}

/** A name of something that is not there. */
export function notFoundProblem(field: string, value: unknown): FieldProblem {
  return {
    field,
    reason: 'FieldValueNotFound',
    message: `Not found: ${JSON.stringify(value)}`,
  };
}

/** Empty when the field is there and not empty. */
export function requiredAt(
  object: unknown,
  path: string,
): readonly FieldProblem[] {
  const value = valueAt(object, ...path.split('.'));
  const isMissing =
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0);
  return isMissing ? [requiredProblem(path)] : [];
}

/** Empty when every one of the fields is missing or at least 0. */
export function nonNegativeAt(
  object: unknown,
  ...paths: readonly string[]
): readonly FieldProblem[] {
  return paths.flatMap(path => {
    const value = numberAt(object, ...path.split('.'));
    return value !== undefined && value < 0
      ? [invalidValue(path, value, 'must be greater than or equal to 0')]
      : [];
  });
}

/** Empty when `value` is missing or among `supported`, which the message lists in the order of the alphabet. */
export function oneOf(
  field: string,
  value: unknown,
  supported: readonly string[],
): readonly FieldProblem[] {
  if (value === undefined) return [];
  if (typeof value === 'string' && supported.includes(value)) return [];
  const list = [...supported].sort().map(each => JSON.stringify(each));
  return [
    {
      field,
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${JSON.stringify(
        value,
      )}: supported values: ${list.join(', ')}`,
    },
  ];
}

/** Empty when the field of both objects is the same, or there is no previous one. */
export function unchangedAt(
  path: string,
  object: unknown,
  previous: unknown,
  rule = 'field is immutable',
): readonly FieldProblem[] {
  const steps = path.split('.');
  const value = valueAt(object, ...steps);
  return previous === undefined ||
    isEqualJson(value, valueAt(previous, ...steps))
    ? []
    : [invalidValue(path, value ?? null, rule)];
}

/** Empty when `holder[key]` is a port; a missing one is required. */
export function portProblems(
  holder: JsonObject,
  key: string,
  path: string,
): readonly FieldProblem[] {
  const port = numberAt(holder, key);
  if (port === undefined) return [requiredProblem(path)];
  return isPort(port)
    ? []
    : [invalidValue(path, port, 'must be between 1 and 65535, inclusive')];
}

/** Empty when the port is a number in range, or a name. */
export function portOrNameProblems(
  value: unknown,
  path: string,
): readonly FieldProblem[] {
  return typeof value !== 'number' || isPort(value)
    ? []
    : [invalidValue(path, value, 'must be between 1 and 65535, inclusive')];
}

function isPort(port: number): boolean {
  return port > 0 && port < 65_536;
}
