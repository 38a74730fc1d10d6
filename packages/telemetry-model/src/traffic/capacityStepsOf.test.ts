import { shopWorld, service, START_MS } from '../testing/shopWorld';
import type { Span } from '../world/WorldPod';
import { capacityStepsOf, firstDifferenceMs } from './capacityStepsOf';

const SECOND = 1_000;
const [like] = shopWorld().pods;
const podsReady = (...spans: readonly Span[]) =>
  spans.map((span, index) => ({ ...like, uid: `${index}`, ready: [span] }));
const since = (seconds: number, untilSeconds?: number): Span => ({
  fromMs: START_MS + seconds * SECOND,
  ...(untilSeconds === undefined
    ? {}
    : { toMs: START_MS + untilSeconds * SECOND }),
});
const web = service('shop/web', { replicas: 3 });
const told = (spans: readonly Span[], more = {}) =>
  capacityStepsOf({ ...web, ...more }, podsReady(...spans)).map(
    ({ atMs, ratio }) => [(atMs - START_MS) / SECOND, Number(ratio.toFixed(3))],
  );

describe('capacityStepsOf()', () => {
  it('counts who is ready, a quarter of a minute later', () => {
    expect(
      told([since(0), since(0), since(0), since(600), since(607, 1_000)]),
    ).toEqual([
      [601, 1.333],
      [616, 1.667],
      [1_021, 1.333],
    ]);
  });

  it('does not miss a pod that another one replaces within seconds', () => {
    expect(
      told([since(0), since(0), since(0, 300), since(308, 900), since(912)]),
    ).toEqual([]);
  });

  it('knows nothing of the time before all were there or one went', () => {
    expect(told([])).toEqual([]);
    expect(told([since(0), since(600)])).toEqual([]);
    expect(told([since(0), since(300), since(600), since(900)])).toEqual([
      [901, 1.333],
    ]);
    expect(told([since(0), since(300), since(300, 600)])).toEqual([
      [616, 0.667],
    ]);
    expect(told([since(0), since(300), since(0, 400), since(900)])).toEqual([
      [421, 0.667],
      [901, 1],
    ]);
  });

  it('says when nobody is left', () => {
    expect(told([since(0, 600), since(0, 600), since(0, 600)])).toEqual([
      [616, 0],
    ]);
  });

  it('sees no more than before when one comes in the moment in which another goes', () => {
    expect(told([since(0), since(0), since(0, 600), since(600)])).toEqual([]);
  });

  it('finds nobody in a service that began later until its pods are ready', () => {
    const later = { sinceMs: START_MS + 60 * SECOND };
    expect(told([], later)).toEqual([[60, 0]]);
    expect(told([since(72), since(72), since(72)], later)).toEqual([
      [60, 0],
      [76, 1],
    ]);
  });

  it('leaves alone what is outside and what runs once per node', () => {
    const gone = [since(0, 600)];
    expect(told(gone, { kind: 'External' })).toEqual([]);
    expect(told(gone, { kind: 'DaemonSet' })).toEqual([]);
  });

  it('does not change what it said of the past when something happens', () => {
    const spans = [since(0), since(0, 500), since(0), since(740, 1_300)];
    const before = capacityStepsOf(web, podsReady(...spans));
    for (let second = 1_310; second < 1_400; second += 7) {
      const after = capacityStepsOf(web, podsReady(...spans, since(second)));
      expect(firstDifferenceMs([before], [after])).toBeGreaterThan(
        START_MS + second * SECOND,
      );
    }
  });
});

describe('firstDifferenceMs()', () => {
  const step = (atMs: number, ratio: number) => ({ atMs, ratio });

  it('is the first moment at which any service differs', () => {
    const first = [[step(10, 0.5), step(20, 1)], [step(30, 2)]];
    expect(firstDifferenceMs(first, first)).toBe(Infinity);
    expect(firstDifferenceMs(first, [[...first[0]], first[1]])).toBe(Infinity);
    expect(firstDifferenceMs(first, [first[0], []])).toBe(30);
    expect(
      firstDifferenceMs(first, [[step(10, 0.5), step(15, 1)], first[1]]),
    ).toBe(15);
  });
});
