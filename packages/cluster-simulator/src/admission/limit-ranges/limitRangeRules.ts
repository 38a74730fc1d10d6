import {
  formatQuantity,
  KubernetesObject,
  Quantity,
} from '@orrery/kubernetes-model';
import { JsonObject, objectAt, objectsAt, stringAt } from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';
import { amountsAt } from '../podAmounts';

/** Pairs of which the first may not be more than the second, with the words for it. */
const order = [
  ['min', 'max', 'min value', 'max value'],
  ['min', 'default', 'min value', 'default value'],
  ['default', 'max', 'default value', 'max value'],
  ['min', 'defaultRequest', 'min value', 'default request value'],
  ['defaultRequest', 'max', 'default request value', 'max value'],
  ['defaultRequest', 'default', 'default request value', 'default limit value'],
] as const;

/** What is wrong with a LimitRange. Source: `ValidateLimitRange` of k8s.io/kubernetes. */
export function limitRangeRules(
  limitRange: KubernetesObject,
): readonly FieldProblem[] {
  const seen = new Set<string>();
  return objectsAt(limitRange, 'spec', 'limits').flatMap((limit, index) => {
    const path = `spec.limits[${index}]`;
    const type = stringAt(limit, 'type');
    const isSecond = seen.has(type);
    seen.add(type);
    return [
      ...(isSecond
        ? [
            {
              field: `${path}.type`,
              reason: 'FieldValueDuplicate' as const,
              message: `Duplicate value: ${JSON.stringify(type)}`,
            },
          ]
        : []),
      ...(type === 'Pod' ? noDefaults(limit, path) : []),
      ...order.flatMap(([less, more, lessWords, moreWords]) =>
        disorder(limit, path, [less, lessWords], [more, moreWords]),
      ),
    ];
  });
}

/** Fills the defaults of containers: limits from the maximum, requests from limits, then from the minimum. */
export function defaultLimitRange(limitRange: JsonObject): JsonObject {
  const limits = objectsAt(limitRange, 'spec', 'limits').map(limit => {
    if (stringAt(limit, 'type') !== 'Container') return limit;
    const defaults = {
      ...objectAt(limit, 'max'),
      ...objectAt(limit, 'default'),
    };
    const requests = {
      ...objectAt(limit, 'min'),
      ...defaults,
      ...objectAt(limit, 'defaultRequest'),
    };
    return {
      ...limit,
      ...(Object.keys(defaults).length > 0 ? { default: defaults } : {}),
      ...(Object.keys(requests).length > 0 ? { defaultRequest: requests } : {}),
    };
  });
  if (limits.length === 0) return limitRange;
  return {
    ...limitRange,
    spec: { ...objectAt(limitRange, 'spec'), limits },
  };
}

function noDefaults(limit: JsonObject, path: string): readonly FieldProblem[] {
  return ['default', 'defaultRequest']
    .filter(field => Object.keys(objectAt(limit, field)).length > 0)
    .map(field => ({
      field: `${path}.${field}`,
      reason: 'FieldValueForbidden' as const,
      message: "Forbidden: may not be specified when `type` is 'Pod'",
    }));
}

function disorder(
  limit: JsonObject,
  path: string,
  [less, lessWords]: readonly [string, string],
  [more, moreWords]: readonly [string, string],
): readonly FieldProblem[] {
  const larger = amountsAt(limit, more);
  return [...amountsAt(limit, less)].flatMap(([name, amount]) => {
    const bound: Quantity | undefined = larger.get(name);
    if (!bound || amount.nanos <= bound.nanos) return [];
    const [text, boundText] = [formatQuantity(amount), formatQuantity(bound)];
    return [
      invalidValue(
        `${path}.${less}[${name}]`,
        text,
        `${lessWords} ${text} is greater than ${moreWords} ${boundText}`,
      ),
    ];
  });
}
