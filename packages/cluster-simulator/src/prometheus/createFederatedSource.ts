import {
  compileMatchers,
  type Labels,
  type LabelMatcher,
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
  return {
    select: request =>
      members.flatMap(({ source, externalLabels }) => {
        const isExternal = ({ name }: LabelMatcher): boolean =>
          Object.hasOwn(externalLabels, name);
        const external = request.matchers.filter(isExternal);
        if (!compileMatchers(external)(externalLabels)) return [];
        const matchers = request.matchers.filter(each => !isExternal(each));
        return source.select({ ...request, matchers }).map(
          ({ labels, samples }): StoredSeries => ({
            labels: { ...labels, ...externalLabels },
            samples,
          }),
        );
      }),
  };
}
