import type { LabelRequirement } from './LabelRequirement';

const INTEGER = /^-?\d+$/;

/**
 * Whether `labels` meet every requirement; no requirements match everything, missing labels count as none.
 * `NotIn` also matches where the label is absent, `In`, `Gt` and `Lt` do not (rule of `k8s.io/apimachinery/pkg/labels`).
 * A label whose value is not a whole number meets neither `Gt` nor `Lt`. Cost: number of requirements and values.
 */
export function matchesLabelSelector(
  requirements: readonly LabelRequirement[],
  labels: Readonly<Record<string, unknown>> | undefined,
): boolean {
  return requirements.every(requirement => {
    const value = labelOf(labels, requirement.key);
    switch (requirement.operator) {
      case 'In':
        return value !== undefined && requirement.values.includes(value);
      case 'NotIn':
        return value === undefined || !requirement.values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return compares(requirement, value);
    }
  });
}

function labelOf(
  labels: Readonly<Record<string, unknown>> | undefined,
  key: string,
): string | undefined {
  const isLabelled =
    typeof labels === 'object' && labels !== null && Object.hasOwn(labels, key);
  const value = isLabelled ? labels[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function compares(
  { operator, values }: LabelRequirement,
  value: string | undefined,
): boolean {
  if (value === undefined || !INTEGER.test(value) || !INTEGER.test(values[0])) {
    return false;
  }
  const [left, right] = [BigInt(value), BigInt(values[0])];
  return operator === 'Gt' ? left > right : left < right;
}
