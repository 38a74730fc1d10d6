import { objectKeyOf } from '@orrery/kubernetes-model';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { WatchError } from '../watch/WatchError';
import type {
  ListPage,
  ListRequest,
  WatchEvent,
  WatchRequest,
  WatchSource,
} from '../watch/WatchSource';
import { FakeWatch } from './FakeWatch';

/** A call that a FakeWatchSource got. */
export type FakeCall =
  | { readonly kind: 'list'; readonly request: ListRequest }
  | { readonly kind: 'watch'; readonly request: WatchRequest }
  | { readonly kind: 'refreshCredentials' };

/**
 * A WatchSource over objects in memory that behaves as an API server does: resource versions, pages, history, 410. A test
 * changes the objects (`put`, `remove`) and breaks things (`failNext`, `breakWatches`, `compact`, `hang`).
 */
export class FakeWatchSource implements WatchSource {
  readonly calls: FakeCall[] = [];
  /** The server's own bound of a page. */
  pageSize = 500;
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #watches = new Set<FakeWatch>();
  readonly #pages = new Map<string, readonly KubernetesObject[]>();
  readonly #failures: { kind: FakeCall['kind']; error: unknown }[] = [];
  #history: { revision: number; event: WatchEvent }[] = [];
  #compacted = 0;
  #revision = 100;
  #hangs = false;
  #refusal: unknown;

  get openWatches(): number {
    return this.#watches.size;
  }

  get resourceVersion(): string {
    return String(this.#revision);
  }

  objects(): readonly KubernetesObject[] {
    return [...this.#objects.values()];
  }

  /** Creates or replaces; a new object gets a new uid. */
  put(object: KubernetesObject): KubernetesObject {
    const key = objectKeyOf(object);
    const previous = this.#objects.get(key);
    this.#revision += 1;
    const metadata = {
      ...object.metadata,
      uid: previous?.metadata.uid ?? `uid-${this.#revision}`,
      resourceVersion: this.resourceVersion,
    };
    const stored = { ...object, metadata };
    this.#objects.set(key, stored);
    this.#record({ kind: previous ? 'modified' : 'added', object: stored });
    return stored;
  }

  /** Unknown keys are ignored. */
  remove(key: string): void {
    const previous = this.#objects.get(key);
    if (previous === undefined) return;
    this.#revision += 1;
    this.#objects.delete(key);
    const metadata = {
      ...previous.metadata,
      resourceVersion: this.resourceVersion,
    };
    this.#record({ kind: 'deleted', object: { ...previous, metadata } });
  }

  bookmark(): void {
    const { resourceVersion } = this;
    for (const watch of this.#watches) {
      watch.push({ kind: 'bookmark', resourceVersion });
    }
  }

  /** Forgets history: a later resume from before, or the next page of a list, gets a 410. */
  compact(): void {
    this.#history = [];
    this.#pages.clear();
    this.#compacted = this.#revision;
  }

  endWatches(): void {
    for (const watch of this.#watches) watch.finish();
  }

  breakWatches(error: unknown): void {
    for (const watch of this.#watches) watch.finish(error);
  }

  /** The next call of this kind throws; more than one queue up. */
  failNext(kind: FakeCall['kind'], error: unknown): void {
    this.#failures.push({ kind, error });
  }

  /** From now on lists and watches throw this, until `undefined`. */
  refuse(error: unknown): void {
    this.#refusal = error;
  }

  /** From now on calls neither answer nor heed their signal. */
  hang(hangs = true): void {
    this.#hangs = hangs;
  }

  async list(request: ListRequest, signal: AbortSignal): Promise<ListPage> {
    await this.#called({ kind: 'list', request }, signal);
    const items = this.#itemsOf(request.continueToken);
    const [revision] = (request.continueToken ?? this.resourceVersion).split(
      '/',
    );
    const limit = Math.min(request.limit, this.pageSize);
    const rest = items.slice(limit);
    const page = { items: items.slice(0, limit), resourceVersion: revision };
    if (rest.length === 0) return page;
    const continueToken = `${revision}/${rest.length}`;
    this.#pages.set(continueToken, rest);
    return { ...page, continueToken };
  }

  async *watch(
    request: WatchRequest,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent> {
    await this.#called({ kind: 'watch', request }, signal);
    const from = Number(request.resourceVersion);
    if (from < this.#compacted) {
      throw new WatchError('expired', `too old resource version: ${from}`);
    }
    const watch = new FakeWatch(signal);
    watch.push({ kind: 'opened' });
    for (const { revision, event } of this.#history) {
      if (revision > from) watch.push(event);
    }
    this.#watches.add(watch);
    try {
      yield* watch.events();
    } finally {
      this.#watches.delete(watch);
    }
  }

  async refreshCredentials(signal: AbortSignal): Promise<void> {
    await this.#called({ kind: 'refreshCredentials' }, signal);
  }

  #itemsOf(continueToken: string | undefined): readonly KubernetesObject[] {
    if (continueToken === undefined) return this.objects();
    const items = this.#pages.get(continueToken);
    if (items === undefined) {
      throw new WatchError('expired', 'the continue token is too old');
    }
    return items;
  }

  async #called(call: FakeCall, signal: AbortSignal): Promise<void> {
    this.calls.push(call);
    if (this.#hangs) await new Promise<never>(() => {});
    if (signal.aborted) throw new WatchError('aborted', 'aborted');
    if (this.#refusal !== undefined && call.kind !== 'refreshCredentials') {
      throw this.#refusal;
    }
    const index = this.#failures.findIndex(({ kind }) => kind === call.kind);
    if (index < 0) return;
    const [{ error }] = this.#failures.splice(index, 1);
    throw error;
  }

  #record(event: WatchEvent): void {
    this.#history.push({ revision: this.#revision, event });
    for (const watch of this.#watches) watch.push(event);
  }
}
