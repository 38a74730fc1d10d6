import { findKind } from '@orrery/kubernetes-model';
import type { Clock } from '@orrery/watch-cache';
import { abortable } from '../connection/abortable';
import type { CallOptions } from '../connection/ClusterConnection';
import type { DiscoveredKind, Viewer } from '../connection/KindRef';

export interface KindDirectoryOptions {
  /** Shared by all who ask meanwhile, so no single caller's signal ends it. */
  readonly discover: (
    viewer: Viewer | undefined,
  ) => Promise<readonly DiscoveredKind[]>;
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

  /** What is served does not depend on who asks: the viewer only signs the request. */
  async kinds(
    options: Pick<CallOptions, 'signal' | 'viewer'> = {},
    maxAgeMs = validMs,
  ): Promise<readonly DiscoveredKind[]> {
    const cached = this.#cached;
    if (cached && this.#options.clock.nowMs() - cached.atMs < maxAgeMs) {
      return cached.kinds;
    }
    this.#running ??= this.#discover(options.viewer);
    return options.signal
      ? abortable(this.#running, options.signal)
      : this.#running;
  }

  async find(
    name: string,
    options: Pick<CallOptions, 'signal' | 'viewer'> = {},
  ): Promise<DiscoveredKind | undefined> {
    await this.kinds(options);
    const hit = this.#lookUp(name);
    if (hit) return hit;
    await this.kinds(options, missMs);
    return this.#lookUp(name);
  }

  #lookUp(name: string): DiscoveredKind | undefined {
    const { preferred = [], kinds = [] } = this.#cached ?? {};
    // A name with its version (`horizontalpodautoscalers.v1.autoscaling`) may mean one that is not preferred.
    const found = findKind(name, preferred) ?? findKind(name, kinds);
    return kinds.find(kind => kind === found);
  }

  async #discover(
    viewer: Viewer | undefined,
  ): Promise<readonly DiscoveredKind[]> {
    try {
      const kinds = await this.#options.discover(viewer);
      const preferred = kinds.filter(kind => kind.preferred);
      this.#cached = { kinds, preferred, atMs: this.#options.clock.nowMs() };
      return kinds;
    } finally {
      this.#running = undefined;
    }
  }
}
