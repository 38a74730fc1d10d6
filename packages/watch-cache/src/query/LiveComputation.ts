import type { Clock } from '../watch/Clock';
import { ChangeHistory } from './ChangeHistory';
import type {
  LiveListener,
  LiveMember,
  LivePosition,
  LiveRowBase,
  LiveSubscription,
  LiveUpdate,
} from './LiveQueries';
import type { QueryResult } from './QueryResult';

/** What one computation needs. */
export interface LiveComputationOptions<R extends LiveRowBase> {
  readonly epoch: string;
  readonly members: readonly LiveMember<R>[];
  /** Empty; the computation fills it. */
  readonly result: QueryResult<R>;
  readonly clock: Clock;
  readonly coalesceMs: number;
  readonly historyLimit: number;
  readonly onListenerError: (error: unknown) => void;
  /** The last subscriber left, or the first came back. */
  readonly onIdle: (isIdle: boolean) => void;
}

/** One query result and everybody who follows it. The guarantees are those of `LiveQueries`. */
export class LiveComputation<R extends LiveRowBase> {
  readonly #options: LiveComputationOptions<R>;
  readonly #history: ChangeHistory;
  readonly #subscribers = new Set<Subscriber<R>>();
  readonly #lifetime = new AbortController();
  readonly #undo: (() => void)[];
  #isCoolingDown = false;

  constructor(options: LiveComputationOptions<R>) {
    const { members, result, historyLimit } = options;
    this.#options = options;
    this.#history = new ChangeHistory(historyLimit);
    for (const member of members) result.load(member);
    result.takeChanges();
    this.#undo = members.map(member =>
      member.store.onChange(batch => {
        result.apply(member, batch);
        this.#changed();
      }),
    );
  }

  subscribe(
    listener: LiveListener<R>,
    from: LivePosition | undefined,
  ): LiveSubscription {
    const isKnown = from?.epoch === this.#options.epoch;
    const subscriber = {
      listener,
      revision: isKnown ? from.revision : undefined,
      isPaused: false,
    };
    this.#flush();
    this.#subscribers.add(subscriber);
    if (this.#subscribers.size === 1) this.#options.onIdle(false);
    this.#catchUp(subscriber);
    return {
      pause: () => {
        subscriber.isPaused = true;
      },
      resume: () => {
        if (!subscriber.isPaused || !this.#subscribers.has(subscriber)) return;
        this.#flush();
        subscriber.isPaused = false;
        this.#catchUp(subscriber);
      },
      close: () => this.#remove(subscriber),
    };
  }

  dispose(): void {
    this.#lifetime.abort();
    this.#subscribers.clear();
    for (const undo of this.#undo) undo();
  }

  #changed(): void {
    if (this.#isCoolingDown || !this.#options.result.isTouched) return;
    this.#isCoolingDown = true;
    this.#flush();
    this.#coolDown().catch(error => {
      if (!this.#lifetime.signal.aborted) this.#options.onListenerError(error);
    });
  }

  /** Sends what came meanwhile, until nothing came. */
  async #coolDown(): Promise<void> {
    const { clock, coalesceMs, result } = this.#options;
    await clock.sleep(coalesceMs, this.#lifetime.signal);
    while (result.isTouched) {
      this.#flush();
      await clock.sleep(coalesceMs, this.#lifetime.signal);
    }
    this.#isCoolingDown = false;
  }

  /** Hands out everything pending. */
  #flush(): void {
    const changes = this.#options.result.takeChanges();
    if (changes === undefined) return;
    const previous = this.#history.revision;
    this.#history.append({
      created: changes.created.map(row => row.id),
      updated: changes.updated.map(row => row.id),
      deleted: changes.deleted,
    });
    const update = {
      kind: 'changes' as const,
      position: this.#position(),
      ...changes,
    };
    for (const subscriber of [...this.#subscribers]) {
      if (subscriber.revision === previous) this.#send(subscriber, update);
    }
  }

  /** Brings one subscriber from wherever it is to the present. */
  #catchUp(subscriber: Subscriber<R>): void {
    const { revision } = subscriber;
    if (revision === this.#history.revision) return;
    const touched =
      revision === undefined ? undefined : this.#history.touchedSince(revision);
    const update =
      touched === undefined ? this.#snapshot() : this.#netChanges(touched);
    this.#send(subscriber, update);
  }

  #snapshot(): LiveUpdate<R> {
    const { result } = this.#options;
    return {
      kind: 'snapshot',
      position: this.#position(),
      rows: result.rows(),
      summary: result.summary,
    };
  }

  #netChanges(touched: ReadonlyMap<string, boolean>): LiveUpdate<R> {
    const { result } = this.#options;
    const find = result.finder();
    const created: R[] = [];
    const updated: R[] = [];
    const deleted: string[] = [];
    for (const [id, wasPresent] of touched) {
      const row = find(id);
      if (row !== undefined) {
        (wasPresent ? updated : created).push(row);
      } else if (wasPresent) {
        deleted.push(id);
      }
    }
    return {
      kind: 'changes',
      position: this.#position(),
      created,
      updated,
      deleted,
      summary: result.summary,
    };
  }

  #send(subscriber: Subscriber<R>, update: LiveUpdate<R>): void {
    if (subscriber.isPaused || !this.#subscribers.has(subscriber)) return;
    subscriber.revision = update.position.revision;
    try {
      subscriber.listener(update);
    } catch (error) {
      this.#remove(subscriber);
      this.#options.onListenerError(error);
    }
  }

  #remove(subscriber: Subscriber<R>): void {
    const wasIn = this.#subscribers.delete(subscriber);
    if (wasIn && this.#subscribers.size === 0) this.#options.onIdle(true);
  }

  #position(): LivePosition {
    return { epoch: this.#options.epoch, revision: this.#history.revision };
  }
}

interface Subscriber<R extends LiveRowBase> {
  readonly listener: LiveListener<R>;
  /** Of the last update it got; nothing yet = undefined. */
  revision: number | undefined;
  isPaused: boolean;
}
