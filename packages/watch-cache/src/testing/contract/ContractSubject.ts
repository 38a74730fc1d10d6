import type { ListPage, WatchEvent } from '../../watch/WatchSource';
import type { WatchSourceHarness } from './WatchSourceHarness';

/** The source under test, for one test: every call is under one signal. */
export class ContractSubject {
  readonly harness: WatchSourceHarness;
  readonly #controller = new AbortController();

  constructor(harness: WatchSourceHarness) {
    this.harness = harness;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Pages of two. */
  list(continueToken?: string): Promise<ListPage> {
    const request = { limit: 2, continueToken };
    return this.harness.source.list(request, this.signal);
  }

  watch(resourceVersion: string): AsyncIterable<WatchEvent> {
    const request = { resourceVersion, timeoutSeconds: 300 };
    return this.harness.source.watch(request, this.signal);
  }

  async put(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.harness.put(name);
  }

  abort(): void {
    this.#controller.abort();
  }
}
