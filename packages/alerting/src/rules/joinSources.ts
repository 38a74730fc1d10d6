import {
  runToEnd,
  selectFrom,
  type SeriesRequest,
  type SeriesSource,
  type StoredSeries,
} from '@orrery/promql';

/** The series of two sources, those of the first before those of the second. */
export function joinSources(
  first: SeriesSource,
  second: SeriesSource,
): SeriesSource {
  return pausingSource(function* selectBoth(request) {
    const found = yield* selectFrom(first, request);
    const added = yield* selectFrom(second, request);
    return added.length === 0 ? found : [...found, ...added];
  });
}

/** A source that finds its series with pauses, and without them for those who cannot wait. */
export function pausingSource(
  selectPausing: Required<SeriesSource>['selectPausing'],
): SeriesSource {
  return {
    select: (request: SeriesRequest): readonly StoredSeries[] =>
      runToEnd(selectPausing(request)),
    selectPausing,
  };
}
