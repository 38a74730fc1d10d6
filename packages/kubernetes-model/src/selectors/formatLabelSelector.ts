import type { LabelRequirement } from './LabelRequirement';

/** The text that `parseLabelSelector` reads back to equal requirements: `app=web,tier in (a,b),!canary`. */
export function formatLabelSelector(
  requirements: readonly LabelRequirement[],
): string {
  return requirements.map(formatRequirement).join(',');
}

function formatRequirement({ key, operator, values }: LabelRequirement) {
  const isSingle = values.length === 1;
  switch (operator) {
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    case 'Gt':
      return `${key}>${values[0]}`;
    case 'Lt':
      return `${key}<${values[0]}`;
    case 'NotIn':
      return isSingle
        ? `${key}!=${values[0]}`
        : `${key} notin (${values.join(',')})`;
    default:
      return isSingle
        ? `${key}=${values[0]}`
        : `${key} in (${values.join(',')})`;
  }
}
