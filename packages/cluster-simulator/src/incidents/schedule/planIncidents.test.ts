import { createRandom } from '../../random/createRandom';
import type { PlannableCluster } from './PlannedIncident';
import { planIncidents } from './planIncidents';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const cluster = (name: string): PlannableCluster => ({
  name,
  services: new Set([
    'shop/cart',
    'shop/users',
    'shop/inventory',
    'shop/shipping',
    'data/postgres',
    'platform/auth',
    'platform/ingress-nginx',
    'kube-system/coredns',
    'internet/card-network',
  ]),
  claims: new Set(['data/data-kafka-0']),
  nodes: ['n1', 'n2'],
  zones: ['z1', 'z2'],
});
const planOf = (seed: number, clusters = [cluster('a'), cluster('b')]) =>
  planIncidents({ clusters, random: createRandom(`${seed}/plan`), days: 5 });

describe('planIncidents()', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'begins with a quiet and a visible one in the first cluster within four minutes (seed %i)',
    seed => {
      const [first, second, third] = planOf(seed);
      expect(first).toMatchObject({ cluster: 'a', visibility: 'quiet' });
      expect(second).toMatchObject({ cluster: 'a', visibility: 'visible' });
      expect(second.afterMs).toBeLessThan(4 * MINUTE_MS);
      expect(third.afterMs).toBeGreaterThan(30 * MINUTE_MS);
    },
  );

  it('is the same for the same seed and another for another', () => {
    expect(planOf(7)).toEqual(planOf(7));
    expect(planOf(7)).not.toEqual(planOf(8));
  });

  it('is bounded, varied and never too much at once', () => {
    const plan = planOf(3);
    expect(plan.length).toBeGreaterThan(20);
    expect(plan.length).toBeLessThan(140);
    expect(new Set(plan.map(each => each.kind)).size).toBeGreaterThan(8);
    plan.forEach((each, index) => {
      expect(each.afterMs).toBeLessThan(5 * DAY_MS);
      const overlapping = plan.filter(
        (other, place) =>
          place < index &&
          other.cluster === each.cluster &&
          other.visibility === each.visibility &&
          other.afterMs + other.lastsMs > each.afterMs,
      );
      expect(overlapping).toEqual([]);
      const before = plan.slice(Math.max(0, index - 6), index);
      expect(before.map(other => other.kind)).not.toContain(each.kind);
    });
  });

  it('plans nothing for what a cluster does not have', () => {
    const poor = {
      ...cluster('poor'),
      services: new Set(['shop/cart']),
      claims: new Set<string>(),
      zones: ['only'],
    };
    const targets = planOf(1, [poor]).map(each => each.target.name);
    expect(new Set(targets)).toEqual(new Set(['cart', 'n1', 'n2']));
    expect(planOf(1, [])).toEqual([]);
  });
});
