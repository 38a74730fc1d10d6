import { healthSeverity } from '@orrery/kubernetes-model';
import type { HealthStatus } from '@orrery/kubernetes-model';

/**
 * One criterion; `field` names a field of the row. `health` sorts by severity (desc = worst first), `age` by creation
 * (asc = youngest first), lists by their joined items, objects by their `name`.
 */
export interface RowSort {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

/** What a row needs to be sorted; other fields are read by name. */
export interface SortableRow {
  readonly cluster: string;
  readonly key: string;
  readonly createdAtMs: number;
  readonly health: { readonly status: HealthStatus };
}

/** Worst health first, then namespace, then name. */
export const defaultSort: readonly RowSort[] = [
  { field: 'health', direction: 'desc' },
  { field: 'namespace', direction: 'asc' },
  { field: 'name', direction: 'asc' },
];

/**
 * A total order of rows, the same on every host: text by code units, numbers before text, rows without the field last in
 * both directions, ties by cluster and then key. Unknown fields sort nothing. O(criteria) per comparison.
 */
export function compareLiveRows(
  sort: readonly RowSort[] = defaultSort,
): (a: SortableRow, b: SortableRow) => number {
  const criteria = sort.map(({ field, direction }) => ({
    valueOf: valueOfField(field),
    sign: direction === 'desc' ? -1 : 1,
  }));
  return (a, b) => {
    for (const { valueOf, sign } of criteria) {
      const order = compareValues(valueOf(a), valueOf(b), sign);
      if (order !== 0) return order;
    }
    return compare(a.cluster, b.cluster) || compare(a.key, b.key);
  };
}

type SortValue = string | number | undefined;

function valueOfField(field: string): (row: SortableRow) => SortValue {
  switch (field) {
    case 'health':
      return row => healthSeverity(row.health.status);
    case 'age':
      return row => -row.createdAtMs;
    default:
      return row => sortValueOf(Reflect.get(row, field));
  }
}

function sortValueOf(value: unknown): SortValue {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (Array.isArray(value)) return value.join(',');
  if (typeof value !== 'object' || value === null) return undefined;
  const name: unknown = Reflect.get(value, 'name');
  return typeof name === 'string' ? name : undefined;
}

function compareValues(a: SortValue, b: SortValue, sign: number): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  if (typeof a !== typeof b) return typeof a === 'number' ? -sign : sign;
  return sign * compare(a, b);
}

function compare(a: string | number, b: string | number): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
