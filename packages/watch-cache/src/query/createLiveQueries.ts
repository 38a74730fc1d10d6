import type { Clock } from '../watch/Clock';
import { compareLiveRows, defaultSort } from './compareLiveRows';
import { LiveComputation } from './LiveComputation';
import type {
  LiveListener,
  LiveMember,
  LivePosition,
  LiveQueries,
  LiveQuerySpec,
  LiveRowBase,
  LiveSubscription,
} from './LiveQueries';
import { QueryResult } from './QueryResult';
import { rowFilterOf, type RowFilter } from './RowFilter';

/** Ports and bounds of a hub. */
export interface LiveQueriesOptions {
  readonly clock: Clock;
  /** In [0, 1); makes epochs unlike those of an earlier process. */
  readonly random: () => number;
  /** At most one batch per subscription in this time; default 25. */
  readonly coalesceMs?: number;
  /** Default 30 000. */
  readonly lingerMs?: number;
  /** Bound of a computation's history in row changes; default 5 000. */
  readonly historyLimit?: number;
  readonly onListenerError: (error: unknown) => void;
}

interface Running<R extends LiveRowBase> {
  readonly computation: LiveComputation<R>;
  /** Ends the wait for the end. */
  linger?: AbortController;
}

class SharedLiveQueries<R extends LiveRowBase> implements LiveQueries<R> {
  readonly #options: LiveQueriesOptions;
  readonly #running = new Map<string, Running<R>>();
  readonly #storeNumbers = new WeakMap<object, number>();
  readonly #process: string;
  #stores = 0;
  #epochs = 0;
  #isDisposed = false;

  constructor(options: LiveQueriesOptions) {
    this.#options = options;
    this.#process = Math.floor(options.random() * 2 ** 48).toString(36);
  }

  get computations(): number {
    return this.#running.size;
  }

  subscribe(
    query: LiveQuerySpec<R>,
    listener: LiveListener<R>,
    resume?: LivePosition,
  ): LiveSubscription {
    if (this.#isDisposed) throw new Error('live queries are disposed of');
    const filter = rowFilterOf(query.filter);
    const id = this.#idOf(query, filter);
    const running = this.#running.get(id) ?? this.#start(id, query, filter);
    return running.computation.subscribe(listener, resume);
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const id of [...this.#running.keys()]) this.#end(id);
  }

  #start(id: string, query: LiveQuerySpec<R>, filter: RowFilter): Running<R> {
    const { clock, coalesceMs, historyLimit, onListenerError } = this.#options;
    this.#epochs += 1;
    const computation = new LiveComputation<R>({
      epoch: `${this.#process}-${this.#epochs}`,
      members: query.members,
      result: new QueryResult<R>(
        filter,
        compareLiveRows(query.sort),
        query.window,
      ),
      clock,
      coalesceMs: coalesceMs ?? 25,
      historyLimit: historyLimit ?? 5_000,
      onListenerError,
      onIdle: isIdle => this.#idle(id, isIdle),
    });
    const running = { computation };
    this.#running.set(id, running);
    return running;
  }

  #idle(id: string, isIdle: boolean): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    running.linger?.abort();
    running.linger = undefined;
    if (!isIdle) return;
    const linger = new AbortController();
    running.linger = linger;
    const { clock, lingerMs = 30_000 } = this.#options;
    clock.sleep(lingerMs, linger.signal).then(
      () => this.#end(id),
      () => {
        // Aborted: somebody came back, or the hub was disposed of.
      },
    );
  }

  #end(id: string): void {
    const running = this.#running.get(id);
    this.#running.delete(id);
    running?.linger?.abort();
    running?.computation.dispose();
  }

  #idOf(query: LiveQuerySpec<R>, filter: RowFilter): string {
    const members = query.members
      .map(member => `${member.cluster}#${this.#storeNumber(member)}`)
      .sort();
    return JSON.stringify([
      query.rightsKey,
      members,
      filter.id,
      (query.sort ?? defaultSort).map(({ field, direction }) => [
        field,
        direction,
      ]),
      query.window && [query.window.offset, query.window.limit],
    ]);
  }

  #storeNumber({ store }: LiveMember<R>): number {
    const known = this.#storeNumbers.get(store);
    if (known !== undefined) return known;
    this.#stores += 1;
    this.#storeNumbers.set(store, this.#stores);
    return this.#stores;
  }
}

/** A hub without computations; they come with their first subscriber. */
export function createLiveQueries<R extends LiveRowBase = LiveRowBase>(
  options: LiveQueriesOptions,
): LiveQueries<R> {
  return new SharedLiveQueries(options);
}
