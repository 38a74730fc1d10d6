import { runToEnd } from '@orrery/promql';

import { sortPausing } from './sortPausing';

describe('sortPausing()', () => {
  const keyed = (count: number) =>
    Array.from({ length: count }, (_, place) => ({
      key: (place * 7_919) % 613,
      place,
    }));
  const byKey = (a: { key: number }, b: { key: number }) => a.key - b.key;

  it.each([0, 1, 999, 1_000, 1_001, 5_432])(
    'sorts %d items, equal ones in their order',
    count => {
      const items = keyed(count);
      expect(runToEnd(sortPausing(items, byKey))).toEqual(
        [...items].sort(byKey),
      );
    },
  );

  it('lets others run while it sorts', () => {
    const sorting = sortPausing(keyed(10_000), byKey);
    let pauses = 0;
    while (!sorting.next().done) pauses += 1;
    expect(pauses).toBeGreaterThan(20);
  });
});
