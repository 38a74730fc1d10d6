import type { Pausable } from '../evaluation/Pausable';
import type { SeriesRequest, SeriesSource, StoredSeries } from './SeriesSource';

/** Asks a source in the way that lets others run, where it knows one. */
export function* selectFrom(
  source: SeriesSource,
  request: SeriesRequest,
): Pausable<readonly StoredSeries[]> {
  return source.selectPausing
    ? yield* source.selectPausing(request)
    : source.select(request);
}
