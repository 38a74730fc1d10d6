import { mergeSeries } from '../evaluation/mergeSeries';
import { hasValues, type StepSeries } from '../evaluation/StepSeries';
import type { SetOperator, VectorMatching } from '../syntax/Expr';
import { signatureOf } from './signatureOf';

/** `and`, `or` and `unless`: elements stay or go by whether the other side has one of the same match group at that step. */
export function combineSets(
  operator: SetOperator,
  left: readonly StepSeries[],
  right: readonly StepSeries[],
  matching: VectorMatching,
): readonly StepSeries[] {
  if (operator === 'or') {
    const missing = filterByOther(right, left, matching, false);
    return mergeSeries([...left, ...missing]);
  }
  return filterByOther(left, right, matching, operator === 'and');
}

function filterByOther(
  series: readonly StepSeries[],
  other: readonly StepSeries[],
  matching: VectorMatching,
  whereOtherIs: boolean,
): StepSeries[] {
  const presence = new Map<string, Uint8Array>();
  for (const { labels, present } of other) {
    const signature = signatureOf(labels, matching);
    const before = presence.get(signature);
    presence.set(
      signature,
      before?.map((is, step) => is | present[step]) ?? present,
    );
  }
  return series.flatMap(({ labels, values, present }) => {
    const there = presence.get(signatureOf(labels, matching));
    if (there === undefined) {
      return whereOtherIs ? [] : [{ labels, values, present }];
    }
    const kept = present.map((is, step) =>
      whereOtherIs ? is & there[step] : is & (1 - there[step]),
    );
    return hasValues(kept) ? [{ labels, values, present: kept }] : [];
  });
}
