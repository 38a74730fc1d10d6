import {
  DEFAULT_PAGE_LIMIT,
  type LiveQuery,
  type LiveRow,
  type ObjectPage,
} from '@orrery/backstage-plugin-clusters-common';
import { type LiveQueries, type LiveUpdate } from '@orrery/watch-cache';
import type { Caller } from '../access/Caller';
import { createQueryScope } from '../live/createQueryScope';
import type { LiveServices } from '../live/LiveServices';
import { checkSelector, toQuerySpec } from '../live/toQuerySpec';

export interface ReadObjectPageOptions {
  /** Without lingering: the next page is another computation. */
  readonly queries: LiveQueries<LiveRow>;
  /** How long to wait for clusters that are still loading; default 10 000. */
  readonly waitMs?: number;
  readonly signal: AbortSignal;
}

/**
 * One page of a query. Waits until every cluster has answered or failed; one that takes too long is `loading` in the answer.
 * The watches stay open for a while, so that the next page costs nothing.
 */
export async function readObjectPage(
  services: LiveServices,
  caller: Caller,
  query: LiveQuery,
  options: ReadObjectPageOptions,
): Promise<ObjectPage> {
  checkSelector(query);
  const { offset, limit } = query.window ?? {
    offset: 0,
    limit: DEFAULT_PAGE_LIMIT,
  };
  const finished = new AbortController();
  const signal = AbortSignal.any([options.signal, finished.signal]);
  let onChange = () => {};
  const scope = createQueryScope({
    services,
    query,
    onChange: () => onChange(),
  });
  try {
    const isLoading = () =>
      scope.freshness().some(({ state }) => state === 'loading');
    const loaded = new Promise<void>(resolve => {
      onChange = () => {
        if (!isLoading()) resolve();
      };
    });
    await Promise.race([
      scope.refresh(caller).then(() => (isLoading() ? loaded : undefined)),
      // Rejects when the caller left, or when this function is done.
      services.clock.sleep(options.waitMs ?? 10_000, signal).catch(() => {}),
    ]);
    options.signal.throwIfAborted();
    const snapshot = snapshotOf(
      options.queries,
      toQuerySpec({ ...query, window: { offset, limit } }, scope),
    );
    const total = query.health
      ? query.health.reduce(
          (sum, status) => sum + (snapshot.summary.byHealth[status] ?? 0),
          0,
        )
      : snapshot.summary.total;
    const next = offset + snapshot.rows.length;
    return {
      items: snapshot.rows,
      summary: snapshot.summary,
      freshness: scope.freshness(),
      offset,
      limit,
      ...(snapshot.rows.length === limit &&
        next < total && { nextOffset: next }),
    };
  } finally {
    finished.abort();
    scope.close();
  }
}

function snapshotOf(
  queries: LiveQueries<LiveRow>,
  spec: ReturnType<typeof toQuerySpec>,
): Extract<LiveUpdate<LiveRow>, { kind: 'snapshot' }> {
  let first: LiveUpdate<LiveRow> | undefined;
  queries.subscribe(spec, update => (first ??= update)).close();
  if (first?.kind !== 'snapshot') {
    throw new Error('A live query began without a snapshot');
  }
  return first;
}
