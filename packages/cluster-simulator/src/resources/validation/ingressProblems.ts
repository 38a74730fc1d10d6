import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  isJsonObject,
  JsonObject,
  objectAt,
  objectsAt,
  stringAt,
} from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';
import { oneOf, requiredProblem } from './fieldProblems';
import { dnsSubdomain } from './NameRule';

const wildcardHost =
  /^\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const wildcardHostRule =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/** What is wrong with an Ingress. Source: `ValidateIngressSpec` of k8s.io/kubernetes. */
export function ingressProblems(
  ingress: KubernetesObject,
): readonly FieldProblem[] {
  const spec = objectAt(ingress, 'spec');
  const rules = objectsAt(spec, 'rules');
  if (rules.length === 0 && !isJsonObject(spec.defaultBackend)) {
    return [
      invalidValue(
        'spec',
        spec,
        'either `defaultBackend` or `rules` must be specified',
      ),
    ];
  }
  return [
    ...(isJsonObject(spec.defaultBackend)
      ? backendProblems(spec.defaultBackend, 'spec.defaultBackend')
      : []),
    ...rules.flatMap((rule, index) => [
      ...hostProblems(stringAt(rule, 'host'), `spec.rules[${index}].host`),
      ...objectsAt(rule, 'http', 'paths').flatMap((path, at) =>
        pathProblems(path, `spec.rules[${index}].http.paths[${at}]`),
      ),
    ]),
  ];
}

function hostProblems(host: string, at: string): readonly FieldProblem[] {
  if (host === '') return [];
  const [pattern, rule] = host.includes('*')
    ? [wildcardHost, wildcardHostRule]
    : [dnsSubdomain.pattern, dnsSubdomain.text];
  return pattern.test(host) ? [] : [invalidValue(at, host, rule)];
}

function pathProblems(path: JsonObject, at: string): readonly FieldProblem[] {
  const text = stringAt(path, 'path');
  const isFree = path.pathType === 'ImplementationSpecific' && text === '';
  return [
    ...(path.pathType === undefined
      ? [requiredProblem(`${at}.pathType`, 'pathType must be specified')]
      : oneOf(`${at}.pathType`, path.pathType, [
          'Exact',
          'ImplementationSpecific',
          'Prefix',
        ])),
    ...(isFree || text.startsWith('/')
      ? []
      : [invalidValue(`${at}.path`, text, 'must be an absolute path')]),
    ...backendProblems(objectAt(path, 'backend'), `${at}.backend`),
  ];
}

function backendProblems(
  backend: JsonObject,
  at: string,
): readonly FieldProblem[] {
  if (isJsonObject(backend.resource)) return [];
  if (!isJsonObject(backend.service)) {
    return [invalidValue(at, '', 'resource or service backend is required')];
  }
  const { name, number } = objectAt(backend, 'service', 'port');
  return [
    ...(stringAt(backend, 'service', 'name')
      ? []
      : [requiredProblem(`${at}.service.name`)]),
    ...(name === undefined && number === undefined
      ? [requiredProblem(at, 'port name or number is required')]
      : []),
  ];
}
