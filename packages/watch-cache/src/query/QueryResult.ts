import type { KubernetesObject } from '@orrery/kubernetes-model';
import { sameContent } from '../store/sameContent';
import type { StoreBatch, StoreEntry } from '../store/ObjectStore';
import type {
  LiveMember,
  LiveRowBase,
  LiveSummary,
  LiveUpdate,
} from './LiveQueries';
import type { RowFilter } from './RowFilter';
import { SortedRows } from './SortedRows';
import { SummaryCounter } from './SummaryCounter';

/** The part of the sorted rows that is handed out. */
export interface ResultWindow {
  readonly offset: number;
  readonly limit: number;
}

/** The rows of a `changes` update. */
export type RowChanges<R extends LiveRowBase> = Pick<
  Extract<LiveUpdate<R>, { kind: 'changes' }>,
  'created' | 'updated' | 'deleted' | 'summary'
>;

/**
 * The result of one query, kept up to date by store changes. What was handed out last (`rows()`, `takeChanges()`) is
 * remembered, so that the next `takeChanges()` is the difference. A change costs O(log n) comparisons; a window costs
 * O(window) per `takeChanges()` unless it shows everything.
 */
export class QueryResult<R extends LiveRowBase> {
  readonly #filter: RowFilter;
  readonly #window: ResultWindow | undefined;
  /** Every row that counts in the summary, by id. */
  readonly #matching = new Map<string, R>();
  readonly #sorted: SortedRows<R>;
  readonly #counter = new SummaryCounter();
  /** Rows touched since the last take, as they were handed out. */
  readonly #before = new Map<string, R | undefined>();
  #handedWindow: readonly R[] = [];
  #handedSummary: LiveSummary;

  constructor(
    filter: RowFilter,
    compare: (a: R, b: R) => number,
    window?: ResultWindow,
  ) {
    this.#filter = filter;
    this.#window = window;
    this.#sorted = new SortedRows(compare);
    this.#handedSummary = this.#counter.summary();
  }

  /** Takes in what a member's store holds already. */
  load(member: LiveMember<R>): void {
    const rows: R[] = [];
    for (const entry of entriesOf(member, this.#filter.namespaces)) {
      const row = this.#matchOf(member, entry);
      if (row !== undefined) rows.push(row);
    }
    this.#change([], rows);
  }

  /** Takes in a batch of changes. */
  apply(member: LiveMember<R>, batch: StoreBatch<KubernetesObject, R>): void {
    const removed = new Map<string, R>();
    const inserted = new Map<string, R>();
    for (const change of batch.changes) {
      const { entry } = change;
      const { id } = entry.row;
      const next =
        change.kind === 'deleted' ? undefined : this.#matchOf(member, entry);
      const present = this.#matching.get(id);
      if (present !== undefined && !removed.has(id)) removed.set(id, present);
      if (next === undefined) {
        inserted.delete(id);
      } else {
        inserted.set(id, next);
      }
    }
    for (const [id, row] of inserted) {
      if (removed.get(id) !== row) continue;
      removed.delete(id);
      inserted.delete(id);
    }
    this.#change([...removed.values()], [...inserted.values()]);
  }

  /** Whether `takeChanges()` may have something to say. */
  get isTouched(): boolean {
    return this.#before.size > 0;
  }

  /** What changed since the last take; `undefined` when nothing did that a subscriber could see. */
  takeChanges(): RowChanges<R> | undefined {
    if (!this.isTouched) return undefined;
    const rows = this.#isWindowPartial()
      ? this.#takeWindowChanges()
      : this.#takeTouched();
    this.#before.clear();
    const summary = this.#counter.summary();
    const isQuiet =
      rows.created.length + rows.updated.length + rows.deleted.length === 0;
    if (isQuiet && sameContent(summary, this.#handedSummary)) return undefined;
    this.#handedSummary = summary;
    return { ...rows, summary };
  }

  /** The sorted rows as handed out by the last take. */
  rows(): readonly R[] {
    const window = this.#window;
    return window === undefined ? this.#sorted.slice(0) : this.#handedWindow;
  }

  /** Finds handed-out rows by id. */
  finder(): (id: string) => R | undefined {
    if (this.#window === undefined) return id => this.#shown(id);
    const byId = new Map(this.#handedWindow.map(row => [row.id, row]));
    return id => byId.get(id);
  }

  get summary(): LiveSummary {
    return this.#handedSummary;
  }

  #matchOf(
    { allows }: LiveMember<R>,
    { row, object }: StoreEntry<KubernetesObject, R>,
  ): R | undefined {
    const isMatch =
      allows(row) && this.#filter.matches(row, object.metadata.labels);
    return isMatch ? row : undefined;
  }

  #change(removed: readonly R[], inserted: readonly R[]): void {
    for (const row of removed) {
      this.#touch(row.id);
      this.#matching.delete(row.id);
      this.#counter.remove(row.health.status);
    }
    for (const row of inserted) {
      this.#touch(row.id);
      this.#matching.set(row.id, row);
      this.#counter.add(row.health.status);
    }
    const { shows } = this.#filter;
    this.#sorted.change(removed.filter(shows), inserted.filter(shows));
  }

  #touch(id: string): void {
    if (!this.#before.has(id)) this.#before.set(id, this.#shown(id));
  }

  #shown(id: string): R | undefined {
    const row = this.#matching.get(id);
    return row !== undefined && this.#filter.shows(row) ? row : undefined;
  }

  #isWindowPartial(): boolean {
    const window = this.#window;
    if (window === undefined) return false;
    const before = this.#handedWindow.length;
    return (
      window.offset > 0 ||
      before >= window.limit ||
      this.#sorted.size > window.limit
    );
  }

  #takeTouched(): Omit<RowChanges<R>, 'summary'> {
    const changes = noChanges<R>();
    for (const [id, before] of this.#before) {
      compareInto(changes, id, before, this.#shown(id));
    }
    if (this.#window !== undefined) this.#handedWindow = this.#sorted.slice(0);
    return changes;
  }

  #takeWindowChanges(): Omit<RowChanges<R>, 'summary'> {
    const { offset = 0, limit = Infinity } = this.#window ?? {};
    const before = new Map(this.#handedWindow.map(row => [row.id, row]));
    this.#handedWindow = this.#sorted.slice(offset, offset + limit);
    const changes = noChanges<R>();
    for (const row of this.#handedWindow) {
      compareInto(changes, row.id, before.get(row.id), row);
      before.delete(row.id);
    }
    changes.deleted.push(...before.keys());
    return changes;
  }
}

interface MutableChanges<R> {
  readonly created: R[];
  readonly updated: R[];
  readonly deleted: string[];
}

function noChanges<R>(): MutableChanges<R> {
  return { created: [], updated: [], deleted: [] };
}

function compareInto<R>(
  changes: MutableChanges<R>,
  id: string,
  before: R | undefined,
  after: R | undefined,
): void {
  if (after === undefined) {
    if (before !== undefined) changes.deleted.push(id);
  } else if (before === undefined) {
    changes.created.push(after);
  } else if (!sameContent(before, after)) {
    changes.updated.push(after);
  }
}

function* entriesOf<R extends LiveRowBase>(
  { store }: LiveMember<R>,
  namespaces: readonly string[],
): Iterable<StoreEntry<KubernetesObject, R>> {
  if (namespaces.length === 0) yield* store.entries();
  for (const namespace of namespaces) yield* store.byNamespace(namespace);
}
