import { ModelError } from '../ModelError';
import { fieldAt, recordAt, stringAt } from '../fields/fieldAt';
import type { KubernetesObject } from './KubernetesObject';

/**
 * Accepts untrusted JSON as a Kubernetes object. Checked is what identifies it: `metadata.name` (not empty) and
 * `metadata.namespace` (a string, where present). All else stays untrusted: read it with `fieldAt` and its siblings.
 * The value itself is returned, not a copy.
 *
 * @throws ModelError `invalid-object`, saying which field is wrong.
 */
export function parseKubernetesObject(value: unknown): KubernetesObject {
  const problem = problemOf(value);
  if (problem !== undefined) {
    throw new ModelError(
      'invalid-object',
      `not a Kubernetes object: ${problem}`,
    );
  }
  return value as KubernetesObject;
}

/** As `parseKubernetesObject`, with `undefined` for what is not an object of Kubernetes. */
export function asKubernetesObject(
  value: unknown,
): KubernetesObject | undefined {
  return problemOf(value) === undefined
    ? parseKubernetesObject(value)
    : undefined;
}

function problemOf(value: unknown): string | undefined {
  if (recordAt(value) === undefined) {
    return `expected a JSON object, got ${describe(value)}`;
  }
  if (recordAt(value, 'metadata') === undefined) {
    return 'metadata is missing';
  }
  if (!stringAt(value, 'metadata', 'name')) {
    return 'metadata.name is missing';
  }
  const namespace = fieldAt(value, 'metadata', 'namespace');
  if (namespace !== undefined && typeof namespace !== 'string') {
    return `metadata.namespace must be a string, got ${describe(namespace)}`;
  }
  return undefined;
}

function describe(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'an array' : typeof value;
}
