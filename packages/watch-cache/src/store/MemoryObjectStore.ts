import { objectKeyOf } from '@orrery/kubernetes-model';
import type { KubernetesObject, RowBase } from '@orrery/kubernetes-model';
import type { ListDraft, WatchSink } from '../watch/WatchSink';
import { ChangeLog, type LoggedChange } from './ChangeLog';
import type {
  ObjectStore,
  StoreBatch,
  StoreChange,
  StoreDelta,
  StoreEntry,
} from './ObjectStore';
import { ReviewSchedule } from './ReviewSchedule';
import { sameContent } from './sameContent';
import { labelTerm, StoreIndex } from './StoreIndex';
import { ValuePool } from './ValuePool';

/** A store and the door to fill it. The store owns the objects that it is given. */
export interface WritableObjectStore<
  T extends KubernetesObject = KubernetesObject,
  R extends RowBase = RowBase,
> extends ObjectStore<T, R>,
    WatchSink<T> {
  /** Projects the rows again whose `reviewAtMs` is due, as one batch. O(1) while none is. */
  review(): void;
}

/** How objects are kept and made into rows. */
export interface ObjectStoreOptions<
  T extends KubernetesObject,
  R extends RowBase,
> {
  /** What to keep of an object; default: everything. */
  readonly trim?: (object: T) => T;
  readonly project: (object: T, nowMs: number) => R;
  readonly nowMs: () => number;
  /** Bound of the change log in changes; default 5 000. */
  readonly logLimit?: number;
}

/** The store in memory; see `createObjectStore`. */
export class MemoryObjectStore<T extends KubernetesObject, R extends RowBase>
  implements WritableObjectStore<T, R>
{
  readonly #options: ObjectStoreOptions<T, R>;
  readonly #entries = new Map<string, StoreEntry<T, R>>();
  readonly #index = new StoreIndex<T, R>();
  readonly #pool = new ValuePool();
  readonly #reviews = new ReviewSchedule();
  readonly #log: ChangeLog;
  readonly #listeners = new Set<(batch: StoreBatch<T, R>) => void>();
  #revision = 0;

  constructor(options: ObjectStoreOptions<T, R>) {
    this.#options = options;
    this.#log = new ChangeLog(options.logLimit ?? 5_000);
  }

  get revision(): number {
    return this.#revision;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): StoreEntry<T, R> | undefined {
    return this.#entries.get(key);
  }

  entries(): Iterable<StoreEntry<T, R>> {
    return this.#entries.values();
  }

  byNamespace(namespace: string): Iterable<StoreEntry<T, R>> {
    return this.#index.namespaces.of(namespace);
  }

  byLabel(label: string, value: string): Iterable<StoreEntry<T, R>> {
    return this.#index.labels.of(labelTerm(label, value));
  }

  byOwner(uid: string): Iterable<StoreEntry<T, R>> {
    return this.#index.owners.of(uid);
  }

  byNode(node: string): Iterable<StoreEntry<T, R>> {
    return this.#index.nodes.of(node);
  }

  changesSince(revision: number): StoreDelta<T, R> | 'reset' {
    const changes =
      revision > this.#revision ? undefined : this.#log.since(revision);
    if (changes === undefined) return 'reset';
    const upserted = new Map<string, StoreEntry<T, R>>();
    const deleted: { key: string; uid: string }[] = [];
    for (const { key, removedUid } of changes) {
      if (removedUid !== undefined) deleted.push({ key, uid: removedUid });
      const entry = this.#entries.get(key);
      if (entry !== undefined) upserted.set(key, entry);
    }
    return {
      revision: this.#revision,
      upserted: [...upserted.values()],
      deleted,
    };
  }

  onChange(listener: (batch: StoreBatch<T, R>) => void): () => void {
    // A wrapper of its own, so that one function may listen twice and each undo removes its own.
    const own = (batch: StoreBatch<T, R>) => listener(batch);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  upsert(object: T): void {
    const previous = this.#entries.get(objectKeyOf(object));
    if (previous !== undefined && isSameVersion(previous, object)) return;
    this.#publish(this.#put(this.#prepared(object)));
  }

  remove(object: T): void {
    const entry = this.#entries.get(objectKeyOf(object));
    if (entry === undefined || entry.uid !== uidOf(object)) return;
    this.#publish([this.#drop(entry)]);
  }

  startList(): ListDraft<T> {
    const listed = new Map<string, StoreEntry<T, R> | undefined>();
    return {
      add: items => {
        for (const item of items) {
          const key = objectKeyOf(item);
          const entry = this.#entries.get(key);
          const isKept = entry !== undefined && isSameVersion(entry, item);
          listed.set(key, isKept ? undefined : this.#prepared(item));
        }
      },
      commit: () => this.#publish(this.#replace(listed)),
    };
  }

  review(): void {
    const nowMs = this.#options.nowMs();
    const due = this.#reviews.takeDue(nowMs);
    if (due.length === 0) return;
    try {
      const reviewed = due.flatMap(key => {
        const entry = this.#entries.get(key);
        return entry === undefined
          ? []
          : [{ entry, row: this.#projected(entry.object, key) }];
      });
      this.#publish(
        reviewed.flatMap(({ entry, row }) => this.#rejudge(entry, row, nowMs)),
      );
    } catch (error) {
      for (const key of due) this.#reviews.set(key, nowMs);
      throw error;
    }
  }

  #rejudge(
    entry: StoreEntry<T, R>,
    row: R,
    nowMs: number,
  ): readonly StoreChange<T, R>[] {
    const { reviewAtMs = nowMs } = row.health;
    // A verdict that stays although it was due is asked again only when its object changes.
    this.#reviews.set(entry.key, reviewAtMs > nowMs ? reviewAtMs : undefined);
    return row === entry.row ? [] : [this.#exchange(entry, { ...entry, row })];
  }

  /** `undefined` under a key: listed as it is stored. */
  #replace(
    listed: ReadonlyMap<string, StoreEntry<T, R> | undefined>,
  ): readonly StoreChange<T, R>[] {
    const missing = [...this.#entries.values()].filter(
      entry => !listed.has(entry.key),
    );
    const changes = missing.map(entry => this.#drop(entry));
    for (const entry of listed.values()) {
      if (entry !== undefined) changes.push(...this.#put(entry));
    }
    return changes;
  }

  #put(entry: StoreEntry<T, R>): readonly StoreChange<T, R>[] {
    const { key, row } = entry;
    const previous = this.#entries.get(key);
    this.#reviews.set(key, row.health.reviewAtMs);
    if (previous === undefined) {
      this.#entries.set(key, entry);
      this.#index.add(entry);
      return [{ kind: 'added', entry }];
    }
    const change = this.#exchange(previous, entry);
    if (previous.uid === entry.uid) return [change];
    return [
      { kind: 'deleted', entry: previous },
      { kind: 'added', entry },
    ];
  }

  #exchange(
    previous: StoreEntry<T, R>,
    entry: StoreEntry<T, R>,
  ): StoreChange<T, R> {
    this.#index.remove(previous);
    this.#entries.set(entry.key, entry);
    this.#index.add(entry);
    return { kind: 'modified', entry, previous };
  }

  #drop(entry: StoreEntry<T, R>): StoreChange<T, R> {
    this.#entries.delete(entry.key);
    this.#index.remove(entry);
    this.#reviews.set(entry.key, undefined);
    return { kind: 'deleted', entry };
  }

  /** All that can throw happens here, before anything is changed. */
  #prepared(object: T): StoreEntry<T, R> {
    const { trim } = this.#options;
    const kept = trim === undefined ? object : trim(object);
    this.#pool.shareWithin(kept);
    const key = this.#pool.intern(objectKeyOf(kept));
    const row = this.#projected(kept, key);
    return { key, uid: uidOf(kept), object: kept, row };
  }

  #projected(object: T, key: string): R {
    const row = this.#options.project(object, this.#options.nowMs());
    this.#pool.shareWithin(row);
    const previous = this.#entries.get(key);
    return previous !== undefined && sameContent(previous.row, row)
      ? previous.row
      : row;
  }

  #publish(changes: readonly StoreChange<T, R>[]): void {
    if (changes.length === 0) return;
    this.#revision += 1;
    this.#log.append(this.#revision, changes.map(loggedChange));
    const batch = { revision: this.#revision, changes };
    for (const listener of [...this.#listeners]) listener(batch);
  }
}

function loggedChange({
  kind,
  entry,
}: StoreChange<KubernetesObject, RowBase>): LoggedChange {
  return kind === 'deleted'
    ? { key: entry.key, removedUid: entry.uid }
    : { key: entry.key };
}

function isSameVersion(
  entry: StoreEntry<KubernetesObject, RowBase>,
  object: KubernetesObject,
): boolean {
  const { uid, resourceVersion } = object.metadata;
  return (
    resourceVersion !== undefined &&
    entry.uid === (uid ?? '') &&
    entry.object.metadata.resourceVersion === resourceVersion
  );
}

function uidOf(object: KubernetesObject): string {
  return object.metadata.uid ?? '';
}
