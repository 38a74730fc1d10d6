import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
  stringsAt,
} from '../../json/readJson';
import { qosClassOf } from '../../resources/podDefaults';

/** One condition on the pods that a quota counts. */
export interface QuotaScope {
  readonly name: string;
  /** `In`, `NotIn`, `Exists`, `DoesNotExist`; empty for one of the plain list `scopes`. */
  readonly operator: string;
  readonly values: readonly string[];
}

/** `spec.scopes` and `spec.scopeSelector` together: all must match. */
export function quotaScopesOf(quota: KubernetesObject): readonly QuotaScope[] {
  return [
    ...stringsAt(quota, 'spec', 'scopes').map(name => ({
      name,
      operator: '',
      values: [],
    })),
    ...objectsAt(quota, 'spec', 'scopeSelector', 'matchExpressions').map(
      expression => ({
        name: stringAt(expression, 'scopeName'),
        operator: stringAt(expression, 'operator'),
        values: stringsAt(expression, 'values'),
      }),
    ),
  ];
}

/** Source: `podMatchesScopeFunc` of the quota evaluator for pods. A scope that is not known matches nothing. */
export function podMatchesScope(
  pod: KubernetesObject,
  scope: QuotaScope,
): boolean {
  switch (scope.name) {
    case 'Terminating':
      return isBounded(pod);
    case 'NotTerminating':
      return !isBounded(pod);
    case 'BestEffort':
      return isBestEffort(pod);
    case 'NotBestEffort':
      return !isBestEffort(pod);
    case 'PriorityClass':
      return matchesPriorityClass(pod, scope);
    case 'CrossNamespacePodAffinity':
      return usesOtherNamespaces(pod);
    default:
      return false;
  }
}

/** Terminating pods are those that may run for a limited time only. */
function isBounded(pod: KubernetesObject): boolean {
  return (numberAt(pod, 'spec', 'activeDeadlineSeconds') ?? -1) >= 0;
}

function isBestEffort(pod: KubernetesObject): boolean {
  return qosClassOf(objectAt(pod, 'spec')) === 'BestEffort';
}

function matchesPriorityClass(
  pod: KubernetesObject,
  { operator, values }: QuotaScope,
): boolean {
  const priorityClass = stringAt(pod, 'spec', 'priorityClassName');
  const isNamed = priorityClass !== '';
  switch (operator) {
    case 'In':
      return isNamed && values.includes(priorityClass);
    case 'NotIn':
      return !isNamed || !values.includes(priorityClass);
    case 'DoesNotExist':
      return !isNamed;
    default:
      return isNamed;
  }
}

function usesOtherNamespaces(pod: KubernetesObject): boolean {
  return ['podAffinity', 'podAntiAffinity'].some(kind => {
    const affinity = objectAt(pod, 'spec', 'affinity', kind);
    const terms = [
      ...objectsAt(affinity, 'requiredDuringSchedulingIgnoredDuringExecution'),
      ...objectsAt(
        affinity,
        'preferredDuringSchedulingIgnoredDuringExecution',
      ).map(each => objectAt(each, 'podAffinityTerm')),
    ];
    return terms.some(
      term =>
        stringsAt(term, 'namespaces').length > 0 ||
        term.namespaceSelector !== undefined,
    );
  });
}
