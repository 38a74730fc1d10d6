import type {
  LiveRowBase,
  LiveSummary,
  LiveUpdate,
} from '../query/LiveQueries';
import { compareLiveRows, type RowSort } from '../query/compareLiveRows';

/** A subscriber that applies updates as a client does; `update` is its listener. */
export class LiveFollower<R extends LiveRowBase = LiveRowBase> {
  readonly updates: LiveUpdate<R>[] = [];
  readonly #rows = new Map<string, R>();
  #summary: LiveSummary | undefined;

  readonly update = (update: LiveUpdate<R>): void => {
    this.updates.push(update);
    this.#summary = update.summary;
    if (update.kind === 'snapshot') {
      this.#rows.clear();
      for (const row of update.rows) this.#rows.set(row.id, row);
      return;
    }
    for (const id of update.deleted) this.#rows.delete(id);
    for (const row of [...update.created, ...update.updated]) {
      this.#rows.set(row.id, row);
    }
  };

  get last(): LiveUpdate<R> | undefined {
    return this.updates[this.updates.length - 1];
  }

  get summary(): LiveSummary | undefined {
    return this.#summary;
  }

  rows(sort?: readonly RowSort[]): readonly R[] {
    return [...this.#rows.values()].sort(compareLiveRows(sort));
  }
}
