import {
  matchesLabelSelector,
  parseLabelSelector,
} from '@orrery/kubernetes-model';
import type { HealthStatus } from '@orrery/kubernetes-model';
import type { LiveFilter, LiveRowBase } from './LiveQueries';

type Labels = Readonly<Record<string, string>> | undefined;

/** A LiveFilter made ready. Equal filters, however written, have equal `id`. */
export interface RowFilter {
  readonly id: string;
  /** Empty = all. */
  readonly namespaces: readonly string[];
  /** Whether the answer depends on labels, not only on the row. */
  readonly readsLabels: boolean;
  /** Everything but health: what the summary counts. */
  matches(row: LiveRowBase, labels: Labels): boolean;
  shows(row: LiveRowBase): boolean;
}

/** Throws `ModelError` on a bad selector. */
export function rowFilterOf(filter: LiveFilter = {}): RowFilter {
  const namespaces = sortedSet(filter.namespaces ?? []);
  const health = sortedSet<HealthStatus>(filter.health ?? []);
  const words = sortedSet(
    (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean),
  );
  const selector = (filter.selector ?? '').trim();
  const requirements = parseLabelSelector(selector);
  return {
    id: JSON.stringify([namespaces, selector, words, health]),
    namespaces,
    readsLabels: requirements.length > 0,
    matches: (row, labels) =>
      (namespaces.length === 0 || namespaces.includes(row.namespace ?? '')) &&
      matchesLabelSelector(requirements, labels) &&
      hasWords(row, words),
    shows: row => health.length === 0 || health.includes(row.health.status),
  };
}

function hasWords(row: LiveRowBase, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = searchTextOf(row);
  return words.every(word => text.includes(word));
}

/** Fields are kept apart by a character that no word holds. */
function searchTextOf(row: LiveRowBase): string {
  const node: unknown = Reflect.get(row, 'node');
  const images: unknown = Reflect.get(row, 'images');
  return [row.name, row.namespace, node, images, row.health.message]
    .flat()
    .filter(part => typeof part === 'string')
    .join('\n')
    .toLowerCase();
}

function sortedSet<V extends string>(values: readonly V[]): readonly V[] {
  return [...new Set(values)].sort();
}
