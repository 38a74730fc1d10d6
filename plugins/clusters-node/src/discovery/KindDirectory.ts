import { findKind } from '@orrery/kubernetes-model';
import type { Clock } from '@orrery/watch-cache';
import type { DiscoveredKind } from '../connection/KindRef';

export interface KindDirectoryOptions {
  /** Shared by all who ask meanwhile, so no single caller's signal ends it. */
  readonly discover: () => Promise<readonly DiscoveredKind[]>;
  readonly clock: Clock;
}

/** How long discovery stays valid, and how soon a miss may read it again. */
const validMs = 10 * 60_000;
const missMs = 30_000;

/** Discovery of one cluster, cached. Concurrent readers share one discovery; a failed one is not kept. */
export class KindDirectory {
  readonly #options: KindDirectoryOptions;
  #cached?: {
    kinds: readonly DiscoveredKind[];
    preferred: readonly DiscoveredKind[];
    atMs: number;
  };
  #running?: Promise<readonly DiscoveredKind[]>;

  constructor(options: KindDirectoryOptions) {
    this.#options = options;
  }

  async kinds(
    signal?: AbortSignal,
    maxAgeMs = validMs,
  ): Promise<readonly DiscoveredKind[]> {
    const cached = this.#cached;
    if (cached && this.#options.clock.nowMs() - cached.atMs < maxAgeMs) {
      return cached.kinds;
    }
    signal?.throwIfAborted();
    this.#running ??= this.#discover();
    return this.#running;
  }

  async find(
    name: string,
    signal?: AbortSignal,
  ): Promise<DiscoveredKind | undefined> {
    await this.kinds(signal);
    const hit = this.#lookUp(name);
    if (hit) return hit;
    await this.kinds(signal, missMs);
    return this.#lookUp(name);
  }

  #lookUp(name: string): DiscoveredKind | undefined {
    const { preferred = [], kinds = [] } = this.#cached ?? {};
    // A name with its version (`horizontalpodautoscalers.v1.autoscaling`) may mean one that is not preferred.
    const found = findKind(name, preferred) ?? findKind(name, kinds);
    return kinds.find(kind => kind === found);
  }

  async #discover(): Promise<readonly DiscoveredKind[]> {
    try {
      const kinds = await this.#options.discover();
      const preferred = kinds.filter(kind => kind.preferred);
      this.#cached = { kinds, preferred, atMs: this.#options.clock.nowMs() };
      return kinds;
    } finally {
      this.#running = undefined;
    }
  }
}
