import type { Condition } from '../conditions';

/** `Ready` of a composite resource, with what it waits for. */
export function readyCondition(unready: readonly string[]): Condition {
  return unready.length === 0
    ? { type: 'Ready', status: 'True', reason: 'Available' }
    : {
        type: 'Ready',
        status: 'False',
        reason: 'Creating',
        message: `Unready resources: ${wordedList(unready)}`,
      };
}

/** `a, b, and c`; past three the rest is counted. */
function wordedList(names: readonly string[]): string {
  const sorted = [...names].sort();
  if (sorted.length > 3)
    return `${sorted.slice(0, 3).join(', ')}, and ${sorted.length - 3} more`;
  return sorted.length < 3
    ? sorted.join(' and ')
    : `${sorted[0]}, ${sorted[1]}, and ${sorted[2]}`;
}
