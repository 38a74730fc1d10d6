import { isEqualJson, KubernetesObject } from '@orrery/kubernetes-model';
import { objectAt, stringAt } from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';
import {
  forbiddenProblem,
  requiredProblem,
  unchangedAt,
} from './fieldProblems';

const MAX_BYTES = 1_048_576;

const requiredKeys: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

/** What is wrong with a ConfigMap. */
export function configMapProblems(
  object: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  const data = objectAt(object, 'data');
  const binaryData = objectAt(object, 'binaryData');
  const twice = Object.keys(data)
    .filter(key => Object.hasOwn(binaryData, key))
    .map(key =>
      invalidValue(
        `data[${key}]`,
        key,
        'duplicate of key present in binaryData',
      ),
    );
  const bytes =
    bytesOf(data, value => Buffer.byteLength(value)) +
    bytesOf(binaryData, decodedBytes);
  return [
    ...keyProblems(data, 'data'),
    ...twice,
    ...keyProblems(binaryData, 'binaryData'),
    ...sizeProblems('[]', bytes),
    ...fixedProblems(object, previous, ['data', 'binaryData']),
  ];
}

/** What is wrong with a Secret. */
export function secretProblems(
  object: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  const data = objectAt(object, 'data');
  const keys = requiredKeys[stringAt(object, 'type')] ?? [];
  return [
    ...keyProblems(data, 'data'),
    ...sizeProblems('data', bytesOf(data, decodedBytes)),
    ...keys
      .filter(key => data[key] === undefined)
      .map(key => requiredProblem(`data[${key}]`)),
    ...unchangedAt('type', object, previous),
    ...fixedProblems(object, previous, ['data']),
  ];
}

function keyProblems(
  data: Readonly<Record<string, unknown>>,
  field: string,
): readonly FieldProblem[] {
  return Object.keys(data)
    .filter(key => !/^[-._a-zA-Z0-9]+$/.test(key))
    .map(key =>
      invalidValue(
        `${field}[${key}]`,
        key,
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ),
    );
}

function sizeProblems(field: string, bytes: number): readonly FieldProblem[] {
  return bytes <= MAX_BYTES
    ? []
    : [
        {
          field,
          reason: 'FieldValueTooLong',
          message: `Too long: may not be more than ${MAX_BYTES} bytes`,
        },
      ];
}

/** What is once immutable stays so, and its data with it. */
function fixedProblems(
  object: KubernetesObject,
  previous: KubernetesObject | undefined,
  fields: readonly string[],
): readonly FieldProblem[] {
  if (previous?.immutable !== true) return [];
  const changed = fields.filter(
    field => !isEqualJson(object[field], previous[field]),
  );
  return [...(object.immutable === true ? [] : ['immutable']), ...changed].map(
    field =>
      forbiddenProblem(field, 'field is immutable when `immutable` is set'),
  );
}

function bytesOf(
  data: Readonly<Record<string, unknown>>,
  measure: (value: string) => number,
): number {
  return Object.values(data).reduce(
    (sum: number, value) => sum + measure(String(value)),
    0,
  );
}

function decodedBytes(value: string): number {
  return Buffer.byteLength(value, 'base64');
}
