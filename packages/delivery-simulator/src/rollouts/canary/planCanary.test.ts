import type { ReplicaSet } from '../ReplicaSet';
import {
  finalCounts,
  isAtFinalCounts,
  nextCounts,
  type CanarySizes,
} from './planCanary';

function replicaSet(
  replicas: number,
  availableReplicas = replicas,
): ReplicaSet {
  return {
    object: { metadata: { name: 'a' } },
    name: 'a',
    hash: 'a',
    revision: 1,
    replicas,
    currentReplicas: replicas,
    readyReplicas: availableReplicas,
    availableReplicas,
  };
}

function sizes(
  weight: number,
  current: number,
  stable: number,
  more: Partial<CanarySizes> = {},
): CanarySizes {
  return {
    replicas: 10,
    target: { weight },
    maxSurge: 1,
    maxUnavailable: 0,
    hasTrafficRouting: false,
    dynamicStableScale: false,
    current: replicaSet(current),
    stable: replicaSet(stable),
    others: [],
    ...more,
  };
}

describe('nextCounts()', () => {
  it.each([
    // The examples that Argo Rollouts documents for its calculation.
    [10, 0, 10, { maxSurge: 1, maxUnavailable: 1 }, 1, 9],
    [30, 0, 10, { maxSurge: 3, maxUnavailable: 0 }, 3, 10],
    [30, 0, 10, { maxSurge: 0, maxUnavailable: 5 }, 0, 7],
    [5, 0, 1, { replicas: 1, maxSurge: 1, maxUnavailable: 0 }, 1, 1],
    [95, 0, 1, { replicas: 1, maxSurge: 1, maxUnavailable: 0 }, 1, 1],
  ])(
    'at weight %d moves %d and %d pods with %j to %d and %d',
    (weight, current, stable, more, nextCurrent, nextStable) => {
      expect(nextCounts(sizes(weight, current, stable, more))).toEqual({
        current: nextCurrent,
        stable: nextStable,
      });
    },
  );

  it('takes from pods that are not available first', () => {
    const next = nextCounts(
      sizes(0, 0, 10, { current: replicaSet(5, 0), maxSurge: 5 }),
    );
    expect(next).toEqual({ current: 0, stable: 10 });
  });

  it('shrinks neither side while older versions have pods', () => {
    const others = [replicaSet(3)];
    expect(nextCounts(sizes(50, 4, 8, { others })).stable).toBe(8);
  });

  it.each([0, 7, 20, 33, 50, 66, 80, 100])(
    'reaches weight %d without leaving its limits on the way',
    weight => {
      for (const [maxSurge, maxUnavailable] of [
        [1, 0],
        [0, 1],
        [3, 2],
      ]) {
        let [current, stable] = [0, 10];
        const limits = { maxSurge, maxUnavailable };
        for (let round = 0; round < 40; round++) {
          const next = nextCounts(sizes(weight, current, stable, limits));
          // Pods that come are not available yet, those that go are gone.
          const available =
            Math.min(current, next.current) + Math.min(stable, next.stable);
          const isUneven = weight % 10 !== 0;
          expect(available).toBeGreaterThanOrEqual(10 - maxUnavailable);
          expect(next.current + next.stable).toBeLessThanOrEqual(
            10 + maxSurge + (isUneven ? 1 : 0),
          );
          [current, stable] = [next.current, next.stable];
        }
        expect({ current, stable }).toEqual(
          finalCounts(sizes(weight, current, stable, limits)),
        );
      }
    },
  );
});

describe('isAtFinalCounts()', () => {
  it('waits for every pod of both sides, and for older ones to go', () => {
    expect(isAtFinalCounts(sizes(20, 2, 8))).toBe(true);
    expect(
      isAtFinalCounts(sizes(20, 2, 8, { current: replicaSet(2, 1) })),
    ).toBe(false);
    expect(isAtFinalCounts(sizes(20, 2, 9))).toBe(false);
    expect(isAtFinalCounts(sizes(20, 2, 8, { others: [replicaSet(1)] }))).toBe(
      false,
    );
  });
});
