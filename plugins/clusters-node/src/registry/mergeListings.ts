import type { ClusterEntry } from '../cluster/ClusterEntry';
import { checkClusterUrl } from '../sources/checkClusterUrl';
import { wordsOf } from '../sources/collectEntries';
import type { ClusterProblem } from './ClusterRegistry';
import type { ClusterSource, SourceListing } from './ClusterSource';

/** What a source listed last, and why it could not be asked since. */
export interface SourceState {
  readonly source: ClusterSource;
  listing: SourceListing;
  failure?: string;
}

export interface MergedListing {
  readonly entries: readonly {
    readonly entry: ClusterEntry;
    readonly source: string;
  }[];
  readonly problems: readonly ClusterProblem[];
}

/** All sources as one list, in order. The first entry of a name wins; later ones are problems. */
export function mergeListings(states: readonly SourceState[]): MergedListing {
  const owners = new Map<string, string>();
  const entries: { entry: ClusterEntry; source: string }[] = [];
  const problems: ClusterProblem[] = [];
  for (const { source: from, listing, failure } of states) {
    const source = from.name;
    if (failure !== undefined) {
      problems.push({ source, entry: source, message: failure });
    }
    for (const problem of listing.problems)
      problems.push({ ...problem, source });
    for (const entry of listing.entries) {
      const owner = owners.get(entry.name);
      const message =
        owner === undefined
          ? unusable(entry)
          : `skipped: the name is taken already by ${owner}`;
      if (message !== undefined) {
        problems.push({ source, entry: entry.name, message });
        continue;
      }
      owners.set(entry.name, source);
      entries.push({ entry, source });
    }
  }
  return { entries, problems };
}

/** Sources of other plugins hand over entries unchecked. */
function unusable({ url }: ClusterEntry): string | undefined {
  try {
    checkClusterUrl(url, { hasCredential: false });
    return undefined;
  } catch (error) {
    return wordsOf(error);
  }
}
