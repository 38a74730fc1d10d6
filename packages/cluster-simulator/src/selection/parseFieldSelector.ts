import type { KubernetesObject } from '@orrery/kubernetes-model';
import { valueAt } from '../json/readJson';
import { badRequest } from '../status/statusErrors';

const alwaysKnown = ['metadata.name', 'metadata.namespace'];

export interface FieldRequirement {
  readonly path: string;
  readonly equal: boolean;
  readonly value: string;
}

export interface FieldSelectorOptions {
  /** Paths that the kind allows besides `metadata.name` and `metadata.namespace`. */
  readonly fields: readonly string[];
}

/**
 * Reads `a=b,c!=d`; `\\` escapes `,` and `=` in values.
 *
 * @throws StatusError BadRequest for bad syntax or a path that the kind does not select by.
 */
export function parseFieldSelector(
  text: string,
  { fields }: FieldSelectorOptions,
): readonly FieldRequirement[] {
  const known = [...alwaysKnown, ...fields];
  return splitUnescaped(text)
    .filter(term => term !== '')
    .map(term => {
      const match = /^([^=!]+)(!=|==|=)(.*)$/s.exec(term);
      if (!match)
        throw badRequest(
          `invalid selector: '${text}'; can't understand '${term}'`,
        );
      const [, path, operator, value] = match;
      if (!known.includes(path)) {
        const only = known.map(field => `"${field}"`).join(', ');
        throw badRequest(
          `"${path}" is not a known field selector: only ${only}`,
        );
      }
      return {
        path,
        equal: operator !== '!=',
        value: value.replace(/\\(.)/g, '$1'),
      };
    });
}

/** A missing field is the empty string, a boolean or number its text; a list matches by any of its items. */
export function matchesFieldSelector(
  requirements: readonly FieldRequirement[],
  object: KubernetesObject,
): boolean {
  return requirements.every(({ path, equal, value }) => {
    const texts = textsAt(object, path);
    return texts.includes(value) === equal;
  });
}

/** Fields whose selector name is not where the value lies (k8s.io/kubernetes `ToSelectableFields`). */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  'status.podIPs': ['status', 'podIPs'],
  source: ['source', 'component'],
  reportingComponent: ['reportingComponent'],
};

/** What an unset field counts as. */
const unset: Readonly<Record<string, string>> = {
  'spec.unschedulable': 'false',
  'spec.hostNetwork': 'false',
  'status.successful': '0',
  'status.replicas': '0',
};

function textsAt(object: KubernetesObject, path: string): readonly string[] {
  const location =
    path === 'status.successful' ? ['status', 'succeeded'] : elsewhere[path];
  const value = valueAt(object, ...(location ?? path.split('.')));
  if (Array.isArray(value))
    return value.map(item => String(valueAt(item, 'ip') ?? item));
  if (value === undefined || value === null) return [unset[path] ?? ''];
  return [String(value)];
}

function splitUnescaped(text: string): readonly string[] {
  return text.match(/(?:\\.|[^,\\])+/gs) ?? [];
}
