import type {
  ClusterFreshness,
  LiveEvent,
  LivePosition,
  LiveRow,
  LiveSort,
  LiveSummary,
} from '@orrery/backstage-plugin-clusters-common';
import { compareLiveRows } from '@orrery/watch-cache';
import type { ClustersError } from '../client/ClustersError';
import { toClustersError } from '../client/toClustersError';
import { mergeSortedRows } from './mergeSortedRows';
import { UnconfirmedRows } from './UnconfirmedRows';

/** What a view draws. The object changes only when something in it did. */
export interface LiveResult {
  /** `loading` until the first snapshot is complete; rows of an earlier snapshot stay during a reset. */
  readonly state: 'loading' | 'ready' | 'error';
  readonly rows: readonly LiveRow[];
  readonly summary: LiveSummary;
  readonly freshness: readonly ClusterFreshness[];
  /** Why the subscription ended, with `state: 'error'`. Rows that were there stay. */
  readonly error?: ClustersError;
}

export const EMPTY_LIVE_RESULT: LiveResult = {
  state: 'loading',
  rows: [],
  summary: { total: 0, byHealth: {} },
  freshness: [],
};

/**
 * The rows of one live query, built from its events.
 *
 * - Events of the protocol are idempotent; so is `receive`.
 * - A reset (`part: 0`) keeps the old rows on screen until its last part arrived, and those of a cluster that the server has
 *   not read yet until it has.
 * - `result` is a new object only after `flush()` returned true; unchanged rows keep their identity.
 * - Cost of a flush: O(rows + changes · log changes).
 */
export class LiveRowStore {
  readonly #compare: (a: LiveRow, b: LiveRow) => number;
  readonly #byId = new Map<string, LiveRow>();
  readonly #unconfirmed = new UnconfirmedRows();
  #changedIds = new Set<string>();
  #staged: LiveRow[] | undefined;
  #snapshot: readonly LiveRow[] | undefined;
  #pending: Partial<LiveResult> = {};
  #position: LivePosition | undefined;
  #result: LiveResult = EMPTY_LIVE_RESULT;

  constructor(sort: readonly LiveSort[] | undefined) {
    this.#compare = compareLiveRows(sort);
  }

  get result(): LiveResult {
    return this.#result;
  }

  /** Where to resume; absent until a snapshot is complete. */
  get position(): LivePosition | undefined {
    return this.#position;
  }

  receive(event: LiveEvent): void {
    switch (event.event) {
      case 'resources:snapshot': {
        if (event.part === 0) this.#staged = [];
        // A part without its first: the connection was replaced meanwhile, a new snapshot follows.
        if (!this.#staged) return;
        this.#staged.push(...event.rows);
        if (event.part < event.parts - 1) return;
        this.#adoptSnapshot(this.#staged, event.freshness);
        this.#staged = undefined;
        this.#position = event.position;
        this.#pending = {
          state: 'ready',
          error: undefined,
          summary: event.summary,
          freshness: event.freshness,
        };
        return;
      }
      case 'resource:created':
      case 'resource:updated':
        for (const row of event.rows) this.#put(row);
        this.#advance(event.position, event.summary);
        return;
      case 'resource:deleted':
        for (const id of event.ids) this.#remove(id);
        this.#advance(event.position, event.summary);
        return;
      case 'resources:status':
        for (const id of this.#unconfirmed.settle(event.freshness))
          this.#remove(id);
        this.#pending = { ...this.#pending, freshness: event.freshness };
        return;
      case 'error':
        this.fail(toClustersError(event.error));
        return;
      default:
    }
  }

  /** The subscription ended. A later snapshot heals it. */
  fail(error: ClustersError): void {
    this.#pending = { ...this.#pending, state: 'error', error };
  }

  /** Takes what was received into `result`; false when nothing changed. */
  flush(): boolean {
    const rows = this.#nextRows();
    const next: LiveResult = { ...this.#result, ...this.#pending, rows };
    this.#pending = {};
    this.#changedIds = new Set();
    this.#snapshot = undefined;
    if (isSameResult(this.#result, next)) return false;
    this.#result = next;
    return true;
  }

  #put(row: LiveRow): void {
    const before = this.#byId.get(row.id);
    this.#unconfirmed.confirm(row.id);
    if (before && isSameJson(before, row)) return;
    this.#byId.set(row.id, row);
    this.#changedIds.add(row.id);
  }

  #remove(id: string): void {
    this.#unconfirmed.confirm(id);
    if (this.#byId.delete(id)) this.#changedIds.add(id);
  }

  #advance(position: LivePosition, summary: LiveSummary | undefined): void {
    this.#position = position;
    // Only changes can arrive after a resume: the rows kept from before are right again.
    if (this.#result.state === 'error') {
      this.#pending = { ...this.#pending, state: 'ready', error: undefined };
    }
    if (summary) this.#pending = { ...this.#pending, summary };
  }

  #adoptSnapshot(
    rows: readonly LiveRow[],
    freshness: readonly ClusterFreshness[],
  ): void {
    const known = new Map(this.#byId);
    this.#byId.clear();
    for (const row of this.#unconfirmed.begin(known.values(), freshness))
      this.#byId.set(row.id, row);
    for (const row of rows) {
      const before = known.get(row.id);
      this.#unconfirmed.confirm(row.id);
      this.#byId.set(row.id, before && isSameJson(before, row) ? before : row);
    }
    this.#snapshot = [...this.#byId.values()];
    this.#changedIds = new Set();
  }

  #nextRows(): readonly LiveRow[] {
    if (this.#snapshot) {
      const sorted = [...this.#byId.values()].sort(this.#compare);
      return isSameSequence(this.#result.rows, sorted)
        ? this.#result.rows
        : sorted;
    }
    if (this.#changedIds.size === 0) return this.#result.rows;
    const changed: LiveRow[] = [];
    for (const id of this.#changedIds) {
      const row = this.#byId.get(id);
      if (row) changed.push(row);
    }
    return mergeSortedRows(
      this.#result.rows,
      this.#changedIds,
      changed,
      this.#compare,
    );
  }
}

function isSameResult(a: LiveResult, b: LiveResult): boolean {
  return (
    a.state === b.state &&
    a.rows === b.rows &&
    a.error === b.error &&
    isSameJson(a.summary, b.summary) &&
    isSameJson(a.freshness, b.freshness)
  );
}

function isSameSequence(a: readonly LiveRow[], b: readonly LiveRow[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}

/** Both come from JSON written by the same code, so equal values have equal text. */
function isSameJson(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
