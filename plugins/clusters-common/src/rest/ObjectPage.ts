import type { ClusterFreshness, LiveRow, LiveSummary } from '../live/LiveQuery';

/** Rows of `GET /v1/objects` when no `limit` is given. */
export const DEFAULT_PAGE_LIMIT = 500;

/** `GET /v1/objects`: one page of the sorted result, and counts over all of it. */
export interface ObjectPage {
  readonly items: readonly LiveRow[];
  readonly summary: LiveSummary;
  readonly freshness: readonly ClusterFreshness[];
  readonly offset: number;
  readonly limit: number;
  /** Offset of the next page; absent on the last one. */
  readonly nextOffset?: number;
}
