import type { LabelSelector } from './kinds/Pod';

/** `spec.selector` against labels. An empty selector matches nothing: no workload may claim everything. */
export function matchesSelector(
  selector: LabelSelector | undefined,
  labels: Readonly<Record<string, string>> = {},
): boolean {
  const equalities = Object.entries(selector?.matchLabels ?? {});
  const expressions = selector?.matchExpressions ?? [];
  if (equalities.length + expressions.length === 0) return false;
  return (
    equalities.every(([key, value]) => labels[key] === value) &&
    expressions.every(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return key in labels;
      if (operator === 'DoesNotExist') return !(key in labels);
      if (operator === 'In')
        return key in labels && values.includes(labels[key]);
      return !(key in labels && values.includes(labels[key]));
    })
  );
}
