import { ModelError } from '../ModelError';
import type { LabelOperator } from './LabelRequirement';

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME_RULE = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`;

/** The error of an unusable selector, with the API server's opening words. */
export function refuseSelector(problem: string): ModelError {
  return new ModelError(
    'invalid-selector',
    `unable to parse requirement: ${problem}`,
  );
}

/**
 * A label key is `name` or `prefix/name`: name at most 63 characters, prefix a DNS name of at most 253.
 *
 * @throws ModelError `invalid-selector`.
 */
export function checkLabelKey(key: string): void {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (
    prefix !== undefined &&
    (prefix.length > 253 || !SUBDOMAIN.test(prefix))
  ) {
    throw refuseSelector(
      `invalid label key "${key}": prefix part must be a DNS name of at most 253 characters`,
    );
  }
  if (!NAME.test(name)) {
    throw refuseSelector(`invalid label key "${key}": name part ${NAME_RULE}`);
  }
  if (name.length > 63) {
    throw refuseSelector(
      `invalid label key "${key}": name part must be no more than 63 characters, got ${name.length}`,
    );
  }
}

/**
 * A label value is empty or like a name, at most 63 characters; `Gt` and `Lt` compare with a whole number.
 *
 * @throws ModelError `invalid-selector`.
 */
export function checkLabelValue(
  key: string,
  operator: LabelOperator,
  value: string,
): void {
  if (value.length > 63) {
    throw refuseSelector(
      `invalid label value of "${key}": must be no more than 63 characters, got ${value.length}`,
    );
  }
  if (value !== '' && !NAME.test(value)) {
    throw refuseSelector(
      `invalid label value of "${key}": "${value}" ${NAME_RULE}`,
    );
  }
  if ((operator === 'Gt' || operator === 'Lt') && !/^\d+$/.test(value)) {
    throw refuseSelector(
      `for 'Gt', 'Lt' operators, the value of "${key}" must be an integer, got "${value}"`,
    );
  }
}
