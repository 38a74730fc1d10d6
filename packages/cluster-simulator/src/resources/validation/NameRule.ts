import type { ResourceId } from '../../store/ClusterStore';

/** What a name must look like, and how an API server says so (apimachinery's `util/validation`). */
export interface NameRule {
  readonly pattern: RegExp;
  readonly text: string;
  readonly maxLength: number;
}

/** Of namespaces and containers. */
export const dnsLabel: NameRule = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  text: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
  maxLength: 63,
};

/** Of services, whose names are hosts of an older standard. */
const letterFirstLabel: NameRule = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  text: "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
  maxLength: 63,
};

/** Of most objects, and the prefixes of their labels. */
export const dnsSubdomain: NameRule = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  text: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
  maxLength: 253,
};

/** The rule for the objects of a kind; those of RBAC have none. */
export function nameRuleOf(resource: ResourceId): NameRule | undefined {
  if (resource.endsWith('rbac.authorization.k8s.io')) return undefined;
  if (resource === 'namespaces') return dnsLabel;
  return resource === 'services' ? letterFirstLabel : dnsSubdomain;
}
