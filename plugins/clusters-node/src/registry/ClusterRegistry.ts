import type { ManagedCluster } from '../cluster/ManagedCluster';
import type { ClusterStatus } from '../cluster/ClusterState';
import type { EntryProblem } from './ClusterSource';

export interface ClusterProblem extends EntryProblem {
  readonly source: string;
}

export type ClusterRegistryEvent =
  | { readonly kind: 'added'; readonly cluster: ManagedCluster }
  | { readonly kind: 'removed'; readonly name: string }
  | {
      readonly kind: 'status';
      readonly name: string;
      readonly status: ClusterStatus;
    };

/**
 * Every configured cluster, kept up to date.
 * - An entry that changed is removed and added again; a cluster that only changed state keeps its identity.
 * - Invalid entries and failing sources are listed by `problems()`; the others work.
 * - Order of `clusters()`: by source, then as the source lists them.
 */
export interface ClusterRegistry {
  clusters(): readonly ManagedCluster[];
  find(name: string): ManagedCluster | undefined;
  problems(): readonly ClusterProblem[];
  /** Resolves when every source was asked once; the clusters themselves may still be initializing. Never rejects. */
  start(): Promise<void>;
  /** Asks every source again now. */
  refresh(): Promise<void>;
  subscribe(listener: (event: ClusterRegistryEvent) => void): () => void;
  /** Stops every loop and closes every connection. */
  dispose(): Promise<void>;
}
