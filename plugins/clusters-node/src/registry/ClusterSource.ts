import type { ClusterEntry } from '../cluster/ClusterEntry';

/** Where clusters come from. */
export interface ClusterSource {
  /** Shown with problems and with each cluster. */
  readonly name: string;
  /** The clusters as of now. A rejection keeps the previously listed ones and is reported as a problem. */
  list(signal: AbortSignal): Promise<readonly ClusterEntry[] | SourceListing>;
  /** How often to ask again. Absent: only once and on `refresh()`. */
  readonly refreshMs?: number;
}

/** For sources that can skip single broken entries. */
export interface SourceListing {
  readonly entries: readonly ClusterEntry[];
  readonly problems: readonly EntryProblem[];
}

/** An entry that was skipped, or a source that failed. Holds no credential. */
export interface EntryProblem {
  /** The entry's name, or its position (`clusters[2]`) when it has none. */
  readonly entry: string;
  readonly message: string;
}
