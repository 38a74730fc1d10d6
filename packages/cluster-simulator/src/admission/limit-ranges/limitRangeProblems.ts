import {
  formatQuantity,
  KubernetesObject,
  Quantity,
} from '@orrery/kubernetes-model';
import { JsonObject, objectsAt, stringAt } from '../../json/readJson';
import { Amounts, amountsAt, podAmounts } from '../podAmounts';

/**
 * What a limit range has against a pod, in the words of the admission plugin LimitRanger; empty when nothing. Amounts are compared exactly.
 */
export function podLimitProblems(
  pod: KubernetesObject,
  limitRange: KubernetesObject,
): readonly string[] {
  return objectsAt(limitRange, 'spec', 'limits').flatMap(limit => {
    switch (stringAt(limit, 'type')) {
      case 'Container':
        return ['containers', 'initContainers'].flatMap(field =>
          objectsAt(pod, 'spec', field).flatMap(container =>
            usageProblems(
              limit,
              amountsAt(container, 'resources', 'requests'),
              amountsAt(container, 'resources', 'limits'),
            ),
          ),
        );
      case 'Pod':
        return usageProblems(
          limit,
          podAmounts(pod, 'requests'),
          podAmounts(pod, 'limits'),
        );
      default:
        return [];
    }
  });
}

/** As `podLimitProblems`, for a PersistentVolumeClaim: its requests alone count. */
export function claimLimitProblems(
  claim: KubernetesObject,
  limitRange: KubernetesObject,
): readonly string[] {
  const requests = amountsAt(claim, 'spec', 'resources', 'requests');
  return objectsAt(limitRange, 'spec', 'limits')
    .filter(limit => stringAt(limit, 'type') === 'PersistentVolumeClaim')
    .flatMap(limit => [
      ...problemsOf(limit, 'min', (subject, bound, name) =>
        tooLittle(subject, bound, requests.get(name), undefined),
      ),
      ...problemsOf(limit, 'max', (subject, bound, name) => {
        const request = requests.get(name);
        const rule = `maximum ${subject} is ${formatQuantity(bound)}`;
        if (!request) return `${rule}. No request is specified`;
        return isLess(bound, request)
          ? `${rule}, but request is ${formatQuantity(request)}`
          : undefined;
      }),
    ]);
}

function usageProblems(
  limit: JsonObject,
  requests: Amounts,
  limits: Amounts,
): readonly string[] {
  return [
    ...problemsOf(limit, 'min', (subject, bound, name) =>
      tooLittle(subject, bound, requests.get(name), limits.get(name)),
    ),
    ...problemsOf(limit, 'max', (subject, bound, name) =>
      tooMuch(subject, bound, requests.get(name), limits.get(name)),
    ),
    ...problemsOf(limit, 'maxLimitRequestRatio', (_, bound, name) =>
      tooSpread(
        `${name} max limit to request ratio per ${stringAt(limit, 'type')}`,
        bound,
        requests.get(name),
        limits.get(name),
      ),
    ),
  ];
}

function problemsOf(
  limit: JsonObject,
  field: 'min' | 'max' | 'maxLimitRequestRatio',
  check: (subject: string, bound: Quantity, name: string) => string | undefined,
): readonly string[] {
  return [...amountsAt(limit, field)].flatMap(
    ([name, bound]) =>
      check(`${name} usage per ${stringAt(limit, 'type')}`, bound, name) ?? [],
  );
}

function tooLittle(
  subject: string,
  bound: Quantity,
  request: Quantity | undefined,
  limit: Quantity | undefined,
): string | undefined {
  const rule = `minimum ${subject} is ${formatQuantity(bound)}`;
  if (!request) return `${rule}. No request is specified`;
  if (isLess(request, bound))
    return `${rule}, but request is ${formatQuantity(request)}`;
  if (limit && isLess(limit, bound))
    return `${rule}, but limit is ${formatQuantity(limit)}`;
  return undefined;
}

function tooMuch(
  subject: string,
  bound: Quantity,
  request: Quantity | undefined,
  limit: Quantity | undefined,
): string | undefined {
  const rule = `maximum ${subject} is ${formatQuantity(bound)}`;
  if (!limit) return `${rule}. No limit is specified`;
  if (isLess(bound, limit))
    return `${rule}, but limit is ${formatQuantity(limit)}`;
  if (request && isLess(bound, request))
    return `${rule}, but request is ${formatQuantity(request)}`;
  return undefined;
}

function tooSpread(
  subject: string,
  bound: Quantity,
  request: Quantity | undefined,
  limit: Quantity | undefined,
): string | undefined {
  const rule = `${subject} is ${formatQuantity(bound)}`;
  if (!request || request.nanos === 0n)
    return `${rule}, but no request is specified or request is 0`;
  if (!limit || limit.nanos === 0n)
    return `${rule}, but no limit is specified or limit is 0`;
  if (limit.nanos * 1_000_000_000n <= bound.nanos * request.nanos)
    return undefined;
  const ratio = Number(limit.nanos) / Number(request.nanos);
  return `${rule}, but provided ratio is ${ratio.toFixed(6)}`;
}

function isLess(left: Quantity, right: Quantity): boolean {
  return left.nanos < right.nanos;
}
