import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '@orrery/watch-cache';
import type { ClusterEntry } from '../cluster/ClusterEntry';
import type { OwnedCluster } from '../cluster/createManagedCluster';
import type { ManagedCluster } from '../cluster/ManagedCluster';
import { abortable } from '../connection/abortable';
import type {
  ClusterProblem,
  ClusterRegistry,
  ClusterRegistryEvent,
} from './ClusterRegistry';
import type { ClusterSource, EntryProblem } from './ClusterSource';
import { mergeListings, type SourceState } from './mergeListings';

export interface RefreshedRegistryOptions {
  /** In order of precedence. */
  readonly sources: readonly ClusterSource[];
  readonly settingProblems: readonly EntryProblem[];
  readonly createCluster: (entry: ClusterEntry, source: string) => OwnedCluster;
  readonly clock: Clock;
  readonly logger: LoggerService;
}

/** A source that failed is asked again after this time, or after its `refreshMs` when that is less. */
const retryMs = 10_000;
const listTimeoutMs = 30_000;

/** A registry over sources: asks each again when due, and applies the differences. */
export class RefreshedRegistry implements ClusterRegistry {
  readonly #options: RefreshedRegistryOptions;
  readonly #states: SourceState[];
  readonly #stop = new AbortController();
  readonly #listeners = new Set<(event: ClusterRegistryEvent) => void>();
  readonly #ending = new Set<Promise<void>>();
  #owned = new Map<string, { fingerprint: string; cluster: OwnedCluster }>();
  #problems: readonly ClusterProblem[] = [];
  #started?: Promise<void>;
  readonly #loops: Promise<void>[] = [];

  constructor(options: RefreshedRegistryOptions) {
    this.#options = options;
    this.#states = options.sources.map(source => ({
      source,
      listing: { entries: [], problems: [] },
    }));
  }

  clusters(): readonly ManagedCluster[] {
    return [...this.#owned.values()].map(({ cluster }) => cluster);
  }

  find(name: string): ManagedCluster | undefined {
    return this.#owned.get(name)?.cluster;
  }

  problems(): readonly ClusterProblem[] {
    return this.#problems;
  }

  start(): Promise<void> {
    this.#started ??= this.refresh().then(() => {
      for (const state of this.#states)
        this.#loops.push(this.#keepFresh(state));
    });
    return this.#started;
  }

  async refresh(): Promise<void> {
    await Promise.all(this.#states.map(state => this.#ask(state)));
    this.#apply();
  }

  subscribe(listener: (event: ClusterRegistryEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async dispose(): Promise<void> {
    this.#stop.abort(new Error('the registry was shut down'));
    await this.#started;
    await Promise.all(this.#loops);
    for (const [name, { cluster }] of this.#owned) this.#remove(name, cluster);
    this.#owned = new Map();
    await Promise.all(this.#ending);
    this.#listeners.clear();
  }

  async #keepFresh(state: SourceState): Promise<void> {
    const { refreshMs } = state.source;
    while (!this.#stop.signal.aborted) {
      const delayMs = state.failure
        ? Math.min(retryMs, refreshMs ?? retryMs)
        : refreshMs;
      if (delayMs === undefined) return;
      try {
        await this.#options.clock.sleep(delayMs, this.#stop.signal);
      } catch {
        return; // Only `dispose` ends the wait early.
      }
      await this.#ask(state);
      this.#apply();
    }
  }

  /** Never rejects: a failure is kept with the source, beside what it listed last. */
  async #ask(state: SourceState): Promise<void> {
    const timeout = new AbortController();
    const abort = () => timeout.abort(this.#stop.signal.reason);
    this.#stop.signal.addEventListener('abort', abort, { once: true });
    const timer = setTimeout(
      () => timeout.abort(new Error(`no answer within ${listTimeoutMs} ms`)),
      listTimeoutMs,
    );
    try {
      this.#stop.signal.throwIfAborted();
      const listed = await abortable(
        state.source.list(timeout.signal),
        timeout.signal,
      );
      state.listing =
        'problems' in listed ? listed : { entries: listed, problems: [] };
      state.failure = undefined;
    } catch (error) {
      state.failure = error instanceof Error ? error.message : String(error);
    } finally {
      clearTimeout(timer);
      this.#stop.signal.removeEventListener('abort', abort);
    }
  }

  #apply(): void {
    if (this.#stop.signal.aborted) return;
    const { settingProblems } = this.#options;
    const { entries, problems } = mergeListings(this.#states);
    this.#setProblems([
      ...settingProblems.map(problem => ({ ...problem, source: 'app-config' })),
      ...problems,
    ]);
    const before = this.#owned;
    const after: typeof before = new Map();
    const added: OwnedCluster[] = [];
    for (const { entry, source } of entries) {
      const fingerprint = fingerprintOf(entry, source);
      const kept = before.get(entry.name);
      if (kept?.fingerprint === fingerprint) {
        after.set(entry.name, kept);
        continue;
      }
      const cluster = this.#options.createCluster(entry, source);
      after.set(entry.name, { fingerprint, cluster });
      added.push(cluster);
    }
    this.#owned = after;
    for (const [name, { cluster }] of before) {
      if (after.get(name)?.cluster !== cluster) this.#remove(name, cluster);
    }
    for (const cluster of added) this.#add(cluster);
  }

  #add(cluster: OwnedCluster): void {
    const { name, source } = cluster;
    const { logger } = this.#options;
    logger.info(`Cluster ${name} added from ${source}`);
    cluster.subscribe(status => {
      const cause = status.lastError ? `: ${status.lastError.message}` : '';
      const line = `Cluster ${name} is ${status.state}${cause}`;
      if (cause === '') logger.info(line);
      else logger.warn(line);
      this.#emit({ kind: 'status', name, status });
    });
    this.#emit({ kind: 'added', cluster });
    cluster.start();
  }

  #remove(name: string, cluster: OwnedCluster): void {
    this.#options.logger.info(`Cluster ${name} removed`);
    const ended = cluster.stop().finally(() => this.#ending.delete(ended));
    this.#ending.add(ended);
    this.#emit({ kind: 'removed', name });
  }

  #setProblems(problems: readonly ClusterProblem[]): void {
    const known = new Set(this.#problems.map(problem => lineOf(problem)));
    this.#problems = problems;
    for (const problem of problems) {
      const line = lineOf(problem);
      if (!known.has(line)) this.#options.logger.warn(line);
    }
  }

  #emit(event: ClusterRegistryEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function lineOf({ source, entry, message }: ClusterProblem): string {
  return `Clusters of ${source}: ${entry}: ${message}`;
}

/** A digest, so that no second copy of the secrets is kept. */
function fingerprintOf(entry: ClusterEntry, source: string): string {
  return createHash('sha256')
    .update(JSON.stringify([source, entry]))
    .digest('base64');
}
