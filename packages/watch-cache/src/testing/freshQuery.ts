// eslint-disable-next-line @backstage/no-undeclared-imports -- only tests import this file; it is not published
import fc from 'fast-check';
import type { HealthStatus, KubernetesObject } from '@orrery/kubernetes-model';
import { compareLiveRows } from '../query/compareLiveRows';
import type { LiveQuerySpec, LiveSummary } from '../query/LiveQueries';
import { rowFilterOf } from '../query/RowFilter';
import { rowOfPod, type TestRow } from './pod';

/** A query apart from whom it is for. */
export type Query = Pick<LiveQuerySpec<TestRow>, 'filter' | 'sort' | 'window'>;

/** The definition of a live query: filter everything, count, sort everything, cut. */
export function freshQuery(
  objects: readonly KubernetesObject[],
  nowMs: number,
  { filter, sort, window }: Query,
): { rows: readonly TestRow[]; summary: LiveSummary } {
  const { matches, shows } = rowFilterOf(filter);
  const matching = objects
    .map(object => ({ row: rowOfPod(object, nowMs), object }))
    .filter(({ row, object }) => matches(row, object.metadata.labels))
    .map(({ row }) => row);
  const byHealth: Partial<Record<HealthStatus, number>> = {};
  for (const { health } of matching) {
    byHealth[health.status] = (byHealth[health.status] ?? 0) + 1;
  }
  const { offset = 0, limit = Infinity } = window ?? {};
  const rows = matching
    .filter(shows)
    .sort(compareLiveRows(sort))
    .slice(offset, offset + limit);
  return { rows, summary: { total: matching.length, byHealth } };
}

/** The states that test pods have. */
export const healths = ['Healthy', 'Progressing', 'Failed'] as const;

/** Queries that tell the pods `a` to `h` in `n1` and `n2` apart in every way there is. */
export const anyQuery: fc.Arbitrary<Query> = fc.record({
  filter: fc.record(
    {
      namespaces: fc.constantFrom([], ['n1'], ['n1', 'n2']),
      selector: fc.constantFrom('', 'app=web', 'app!=web'),
      text: fc.constantFrom('', 'n2', 'a'),
      health: fc.subarray([...healths]),
    },
    { requiredKeys: [] },
  ),
  sort: fc.constantFrom(
    undefined,
    [{ field: 'node', direction: 'desc' as const }],
    [{ field: 'name', direction: 'asc' as const }],
  ),
  window: fc.option(
    fc.record({ offset: fc.nat(4), limit: fc.integer({ min: 1, max: 6 }) }),
    { nil: undefined },
  ),
});
