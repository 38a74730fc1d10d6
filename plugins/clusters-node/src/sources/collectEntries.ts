import { z } from 'zod';
import type { ClusterEntry } from '../cluster/ClusterEntry';
import type { EntryProblem, SourceListing } from '../registry/ClusterSource';

/**
 * Parses each value by itself: what one parser throws becomes a problem with the entry's name, and the others go on.
 * `nameOf` gives the name, or the position where there is none.
 */
export function collectEntries<T>(
  values: readonly T[],
  nameOf: (value: T, index: number) => string,
  parse: (value: T, index: number) => ClusterEntry,
): SourceListing {
  const entries: ClusterEntry[] = [];
  const problems: EntryProblem[] = [];
  values.forEach((value, index) => {
    try {
      entries.push(parse(value, index));
    } catch (error) {
      problems.push({ entry: nameOf(value, index), message: wordsOf(error) });
    }
  });
  return { entries, problems };
}

/** Several listings as one, in order. */
export function joinListings(
  listings: readonly SourceListing[],
): SourceListing {
  return {
    entries: listings.flatMap(listing => listing.entries),
    problems: listings.flatMap(listing => listing.problems),
  };
}

/** `clusters[2]`-style name for values that do not say their own. */
export function nameOrPosition(value: unknown, position: string): string {
  const name =
    typeof value === 'object' && value !== null && 'name' in value
      ? value.name
      : undefined;
  return typeof name === 'string' && name !== '' ? name : position;
}

/** One line per broken field; never the value itself, which may be a secret. */
export function wordsOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues
      .map(issue => {
        const path = issue.path.join('.');
        return path === '' ? issue.message : `${path}: ${issue.message}`;
      })
      .join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
