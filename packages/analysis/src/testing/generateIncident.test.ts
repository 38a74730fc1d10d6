import { generateIncident } from './generateIncident';
import { generateTopology } from './generateTopology';
import { gaussianOf, seededRandom } from './seededRandom';

describe('generateIncident()', () => {
  it('repeats itself for equal seeds and not for others', () => {
    const small = { serviceCount: 20, normalSteps: 50 };
    const of = (seed: number) =>
      JSON.stringify(generateIncident(seededRandom(seed), small));
    expect(of(1)).toBe(of(1));
    expect(of(1)).not.toBe(of(2));
  });

  it('raises the alarm on a metric of a service above the cause', () => {
    const { input, cause } = generateIncident(seededRandom(4));
    const { node, metric } = input.target;
    const target = input.nodes.find(({ id }) => id === node);
    expect(target?.metrics.map(({ name }) => name)).toContain(metric);
    expect(node).not.toBe(cause);
    expect(input.nodes.length).toBeGreaterThanOrEqual(50);
    expect(input.nodes.length).toBeLessThanOrEqual(200);
    expect(input.normalTimestampsMs).toHaveLength(500);
  });
});

describe('generateTopology()', () => {
  it('lets every service but the entry be called, from before it only', () => {
    const services = generateTopology(seededRandom(2), 80);
    const called = new Set<number>();
    services.forEach(({ calls }, caller) => {
      for (const { callee } of calls) {
        expect(callee).toBeGreaterThan(caller);
        called.add(callee);
      }
    });
    expect(called.size).toBe(79);
  });
});

describe('seededRandom()', () => {
  it('spreads evenly over 0 to 1', () => {
    const random = seededRandom(5);
    const counts = new Float64Array(10);
    for (let i = 0; i < 10_000; i++) counts[Math.floor(random() * 10)]++;
    for (const count of counts)
      expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('feeds normal deviates of mean 0 and deviation 1', () => {
    const random = seededRandom(6);
    const sample = Array.from({ length: 10_000 }, () => gaussianOf(random));
    const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length;
    const square = sample.reduce((sum, x) => sum + x * x, 0) / sample.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(square).toBeCloseTo(1, 1);
  });
});
