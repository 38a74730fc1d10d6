import { isEqualJson } from '@orrery/kubernetes-model';
import { compileRegex, Regex } from '@orrery/promql';
import { isJsonObject } from '../json/readJson';
import type { FieldProblem } from '../status/statusErrors';
import { isOfFormat } from './isOfFormat';
import type { ValueLimits } from './StructuralSchema';

/** Compiled once; a CRD that is applied again and again brings the same few patterns. */
const patterns = new Map<string, Regex | undefined>();

const maxPatterns = 1_000;

/** Breaches of enum, bounds, lengths, pattern, format and required fields. */
export function limitProblems(
  limits: ValueLimits,
  value: unknown,
  path: string,
): readonly FieldProblem[] {
  return [
    ...enumProblems(limits, value, path),
    ...(typeof value === 'number' ? numberProblems(limits, value, path) : []),
    ...(typeof value === 'string' ? textProblems(limits, value, path) : []),
    ...(Array.isArray(value)
      ? sizeProblems(value.length, limits.minItems, limits.maxItems, path)
      : []),
    ...(isJsonObject(value) ? fieldProblems(limits, value, path) : []),
  ];
}

/** Matches anywhere in the text, in time linear in its length. */
export function compilePattern(pattern: string): Regex | undefined {
  if (patterns.has(pattern)) return patterns.get(pattern);
  const compiled = compileRegex(`(?s:.*)(?:${pattern})(?s:.*)`);
  const regex = compiled.kind === 'regex' ? compiled : undefined;
  if (patterns.size >= maxPatterns) patterns.clear();
  patterns.set(pattern, regex);
  return regex;
}

function enumProblems(
  { allowed }: ValueLimits,
  value: unknown,
  path: string,
): readonly FieldProblem[] {
  if (!allowed || allowed.some(each => isEqualJson(each, value))) return [];
  const list = allowed.map(each => JSON.stringify(each)).join(', ');
  return [
    {
      field: path || '<nil>',
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${JSON.stringify(
        value,
      )}: supported values: ${list}`,
    },
  ];
}

function numberProblems(
  limits: ValueLimits,
  value: number,
  path: string,
): readonly FieldProblem[] {
  const { minimum, maximum, excludesMinimum, excludesMaximum, multipleOf } =
    limits;
  const rules: string[] = [];
  if (
    minimum !== undefined &&
    (value < minimum || (excludesMinimum && value === minimum))
  )
    rules.push(
      `greater than ${excludesMinimum ? '' : 'or equal to '}${minimum}`,
    );
  if (
    maximum !== undefined &&
    (value > maximum || (excludesMaximum && value === maximum))
  )
    rules.push(`less than ${excludesMaximum ? '' : 'or equal to '}${maximum}`);
  if (multipleOf && !Number.isInteger(value / multipleOf))
    rules.push(`a multiple of ${multipleOf}`);
  return rules.map(rule =>
    breach(path, value, `${path} in body should be ${rule}`),
  );
}

function textProblems(
  { minLength, maxLength, pattern, format }: ValueLimits,
  text: string,
  path: string,
): readonly FieldProblem[] {
  const length = [...text].length;
  const problems: FieldProblem[] = [];
  if (maxLength !== undefined && length > maxLength) {
    problems.push({
      field: path,
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${maxLength} bytes`,
    });
  }
  if (minLength !== undefined && length < minLength)
    problems.push(
      breach(
        path,
        text,
        `${path} in body should be at least ${minLength} chars long`,
      ),
    );
  if (pattern && compilePattern(pattern)?.test(text) === false)
    problems.push(
      breach(path, text, `${path} in body should match '${pattern}'`),
    );
  if (!isOfFormat(format, text))
    problems.push(
      breach(
        path,
        text,
        `${path} in body must be of type ${format}: ${JSON.stringify(text)}`,
      ),
    );
  return problems;
}

function sizeProblems(
  count: number,
  least: number | undefined,
  most: number | undefined,
  path: string,
  what: 'items' | 'properties' = 'items',
): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (least !== undefined && count < least)
    problems.push(
      breach(
        path,
        count,
        `${path} in body should have at least ${least} ${what}`,
      ),
    );
  if (most !== undefined && count > most)
    problems.push({
      field: path,
      reason: 'FieldValueTooMany',
      message: `Too many: ${count}: must have at most ${most} items`,
    });
  return problems;
}

function fieldProblems(
  { required, minProperties, maxProperties }: ValueLimits,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly FieldProblem[] {
  const missing = required.filter(name => value[name] === undefined);
  return [
    ...missing.map(
      (name): FieldProblem => ({
        field: path ? `${path}.${name}` : name,
        reason: 'FieldValueRequired',
        message: 'Required value',
      }),
    ),
    ...sizeProblems(
      Object.keys(value).length,
      minProperties,
      maxProperties,
      path,
      'properties',
    ),
  ];
}

function breach(field: string, value: unknown, rule: string): FieldProblem {
  return {
    field,
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value)}: ${rule}`,
  };
}
