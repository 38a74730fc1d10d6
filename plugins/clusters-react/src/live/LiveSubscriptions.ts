import type {
  LiveEvent,
  LiveQuery,
} from '@orrery/backstage-plugin-clusters-common';
import { ClusterListStore } from '../clusters/ClusterListStore';
import { LiveRowStore } from './LiveRowStore';
import { liveQueryKeyOf } from './liveQueryKeyOf';

/** How long a subscription stays open after its last viewer left: changing a tab and back costs nothing. */
export const LINGER_MS = 5_000;

/** What somebody asks to be kept informed about. */
export type Asked =
  | { readonly kind: 'resources'; readonly query: LiveQuery }
  | { readonly kind: 'clusters' };

/** One thing asked, whoever looks at it, with what was heard so far. */
export interface Subscription {
  /** Unique on the connection, also over time. */
  readonly name: string;
  readonly key: string;
  readonly asked: Asked;
  readonly store: LiveRowStore | ClusterListStore;
  readonly listeners: Set<{ notify: () => void }>;
  cancelLinger?: () => void;
}

export interface LiveSubscriptionsOptions {
  readonly setTimer: (run: () => void, delayMs: number) => () => void;
  /** Runs `flush` soon, at most once a frame; returns how to cancel. */
  readonly scheduleFrame: (flush: () => void) => () => void;
  /** Somebody asks something new. */
  readonly onOpened: (subscription: Subscription) => void;
  /** Nobody has asked it for `LINGER_MS`. */
  readonly onClosed: (subscription: Subscription) => void;
}

/**
 * What the viewers of a tab look at.
 *
 * - Equal questions share one subscription; the first viewer opens it, `LINGER_MS` after the last one it closes.
 * - Events are applied at most once a frame; listeners hear of it only when something changed.
 */
export class LiveSubscriptions {
  readonly #options: LiveSubscriptionsOptions;
  readonly #byKey = new Map<string, Subscription>();
  readonly #byName = new Map<string, Subscription>();
  readonly #dirty = new Set<Subscription>();
  #nextName = 0;
  #cancelFrame: (() => void) | undefined;

  constructor(options: LiveSubscriptionsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#byKey.size;
  }

  [Symbol.iterator](): IterableIterator<Subscription> {
    return this.#byKey.values();
  }

  find(asked: Asked): Subscription | undefined {
    return this.#byKey.get(keyOf(asked));
  }

  /** Keeps what is asked open until the returned undo is called; a second call of the undo is harmless. */
  listen(asked: Asked, notify: () => void): () => void {
    const subscription = this.#lease(asked);
    // Wrapped, so that the same function may listen twice.
    const entry = { notify };
    subscription.listeners.add(entry);
    return () => {
      if (
        subscription.listeners.delete(entry) &&
        subscription.listeners.size === 0
      )
        this.#linger(subscription);
    };
  }

  /** Hands an event to whom it concerns; false when nobody asked for it, or not any more. */
  receive(event: LiveEvent): boolean {
    const name = 'subscription' in event ? event.subscription : undefined;
    const subscription = name === undefined ? name : this.#byName.get(name);
    if (!subscription) return false;
    subscription.store.receive(event);
    this.#dirty.add(subscription);
    this.#cancelFrame ??= this.#options.scheduleFrame(() => this.#flush());
    return true;
  }

  /** Closes all of them, silently. */
  dispose(): void {
    for (const { cancelLinger } of this.#byKey.values()) cancelLinger?.();
    this.#byKey.clear();
    this.#byName.clear();
    this.#dirty.clear();
    this.#cancelFrame?.();
    this.#cancelFrame = undefined;
  }

  #lease(asked: Asked): Subscription {
    const known = this.find(asked);
    if (known) {
      known.cancelLinger?.();
      known.cancelLinger = undefined;
      return known;
    }
    this.#nextName += 1;
    const subscription: Subscription = {
      name: `q${this.#nextName}`,
      key: keyOf(asked),
      asked,
      store:
        asked.kind === 'clusters'
          ? new ClusterListStore()
          : new LiveRowStore(asked.query.sort),
      listeners: new Set(),
    };
    this.#byKey.set(subscription.key, subscription);
    this.#byName.set(subscription.name, subscription);
    this.#options.onOpened(subscription);
    return subscription;
  }

  #linger(subscription: Subscription): void {
    subscription.cancelLinger = this.#options.setTimer(() => {
      this.#byKey.delete(subscription.key);
      this.#byName.delete(subscription.name);
      this.#dirty.delete(subscription);
      this.#options.onClosed(subscription);
    }, LINGER_MS);
  }

  #flush(): void {
    this.#cancelFrame = undefined;
    const changed = [...this.#dirty].filter(each => each.store.flush());
    this.#dirty.clear();
    for (const subscription of changed)
      for (const { notify } of [...subscription.listeners]) notify();
  }
}

function keyOf(asked: Asked): string {
  return asked.kind === 'clusters' ? 'clusters' : liveQueryKeyOf(asked.query);
}
