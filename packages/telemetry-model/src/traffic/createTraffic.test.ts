import { HOUR_MS, shopWorld, START_MS } from '../testing/shopWorld';
import { createTraffic } from './createTraffic';
import { SERVICE_FIELDS, type ServiceField } from './TrafficState';

const MINUTE_MS = 60_000;
const atMs = START_MS + 44 * HOUR_MS + 4 * MINUTE_MS + 1_000;
const world = shopWorld();
const whole = createTraffic(world, 1);
const { graph } = whole;
const position = (key: string) => graph.positionOf(key);
const withRatio = (key: string, ...steps: readonly [number, number][]) =>
  whole.withCapacity(
    graph.keys.map(each =>
      each === key
        ? steps.map(([stepMs, ratio]) => ({ atMs: stepMs, ratio }))
        : [],
    ),
  );
const stateAt = (traffic: typeof whole, timeMs: number) =>
  graph.keys.map((_, service) =>
    SERVICE_FIELDS.map(field => traffic.serviceAt(service, field, timeMs)),
  );

describe('createTraffic()', () => {
  it('relieves a saturated service of which there are more replicas', () => {
    const web = position('shop/web');
    const tight = withRatio('shop/web', [START_MS, 0.4]);
    const scaled = withRatio('shop/web', [START_MS, 0.4], [atMs, 1.2]);
    const of = (traffic: typeof whole, field: ServiceField) =>
      traffic.serviceAt(web, field, atMs + 1);
    expect(of(tight, 'utilization')).toBeGreaterThan(1);
    expect(
      of(tight, 'utilization') / of(scaled, 'utilization'),
    ).toBeGreaterThan(2.5);
    expect(of(scaled, 'latencyMs')).toBeLessThan(of(tight, 'latencyMs') / 2);
    expect(of(tight, 'errors')).toBeGreaterThan(0.05);
    expect(of(scaled, 'errors')).toBeLessThan(0.03);
  });

  it('slows a service of which half is gone, and whoever waits for it', () => {
    const halved = withRatio('shop/payments', [atMs, 0.6]);
    for (const key of ['shop/payments', 'shop/web']) {
      expect(
        halved.serviceAt(position(key), 'latencyMs', atMs + 1),
      ).toBeGreaterThan(whole.serviceAt(position(key), 'latencyMs', atMs + 1));
    }
  });

  it('has calls refused by a service of which nothing is left, until some of it is back', () => {
    const gone = withRatio('shop/cart', [atMs, 0], [atMs + MINUTE_MS, 1]);
    const [incoming] = graph.incoming[position('shop/cart')];
    const { index } = incoming;
    expect(gone.serviceAt(position('shop/cart'), 'load', atMs + 1)).toBe(0);
    expect(gone.edgeAt(index, 'lost', atMs + 1)).toBe(1);
    expect(
      gone.serviceAt(position('shop/web'), 'errors', atMs + 1),
    ).toBeGreaterThan(0.9);
    expect(gone.edgeAt(index, 'lost', atMs + MINUTE_MS + 1)).toBeLessThan(0.01);
  });

  it('says the same of the past whatever happens to capacities, to the last millisecond', () => {
    const steps: [number, number][] = [];
    const moments = [-40, -7, -0.2, 0].map(minutes => atMs + minutes * 60_000);
    let traffic = whole;
    for (const stepMs of moments) {
      const before = traffic;
      steps.push([stepMs, 0.6 + steps.length / 5]);
      traffic = withRatio('shop/web', ...steps);
      for (const backMs of [1, 500, 61_000, 13 * 60_000]) {
        const [then, now] = [before, traffic].map(each =>
          stateAt(each, stepMs - backMs),
        );
        now.forEach((fields, service) =>
          fields.forEach((value, field) =>
            expect(value / (then[service][field] || 1)).toBeCloseTo(
              then[service][field] === 0 ? 0 : 1,
              6,
            ),
          ),
        );
      }
      expect(traffic.firstDifferenceMs(before)).toBe(stepMs);
    }
  });

  it('solves the same on top of what it knows as from the beginning', () => {
    const fresh = createTraffic(world, 1);
    const early = withRatio('shop/web', [atMs, 0.5]);
    stateAt(early, atMs + HOUR_MS);
    const plan = graph.keys.map(key =>
      key === 'shop/web'
        ? [
            { atMs, ratio: 0.5 },
            { atMs: atMs + 3 * MINUTE_MS, ratio: 1.5 },
            { atMs: atMs + 20 * MINUTE_MS, ratio: 0.8 },
          ]
        : [],
    );
    const onTop = early.withCapacity(plan);
    const again = fresh.withCapacity(plan);
    for (let minute = -10; minute < 40; minute += 0.7) {
      const timeMs = Math.round(atMs + minute * MINUTE_MS);
      expect(stateAt(onTop, timeMs)).toEqual(stateAt(again, timeMs));
    }
    const untilMs = onTop.timeline.alignedEnd(atMs + 12 * HOUR_MS);
    const knots = onTop.timeline.knotsUntil(untilMs);
    expect(knots).toEqual(again.timeline.knotsUntil(untilMs));
    expect(knots.every((knot, at) => at === 0 || knot > knots[at - 1])).toBe(
      true,
    );
  });
});
