import {
  compileMatchers,
  type Labels,
  type LabelMatcher,
  type Pausable,
  runToEnd,
  selectFrom,
  type SeriesRequest,
  type SeriesSource,
  type StoredSeries,
} from '@orrery/promql';

/** A source and the labels that its series get in a federation. */
export interface FederatedMember {
  readonly source: SeriesSource;
  readonly externalLabels: Labels;
}

/**
 * The series of several sources, told apart by external labels. Matchers on these decide which members are asked at all, so that a
 * query of one cluster costs what it costs there.
 */
export function createFederatedSource(
  members: readonly FederatedMember[],
): SeriesSource {
  function* selectPausing(
    request: SeriesRequest,
  ): Pausable<readonly StoredSeries[]> {
    const found: StoredSeries[] = [];
    for (const { source, externalLabels } of members) {
      const isExternal = ({ name }: LabelMatcher): boolean =>
        Object.hasOwn(externalLabels, name);
      const external = request.matchers.filter(isExternal);
      if (!compileMatchers(external)(externalLabels)) continue;
      const matchers = request.matchers.filter(each => !isExternal(each));
      const own = yield* selectFrom(source, { ...request, matchers });
      for (const { labels, samples } of own) {
        found.push({ labels: { ...labels, ...externalLabels }, samples });
      }
    }
    return found;
  }

  return {
    select: request => runToEnd(selectPausing(request)),
    selectPausing,
  };
}
