import {
  metric,
  normalSteps,
  service,
  shop,
  slowDatabase,
  stepMs,
} from '../testing/shop';
import type { RcaInput } from './RcaInput';
import { rankRootCauses } from './rankRootCauses';

function namesOf(input: RcaInput): readonly string[] {
  return rankRootCauses(input).ranking.map(({ node }) => node);
}

describe('rankRootCauses()', () => {
  it('finds the callee whose delay explains its callers, with evidence and the way to the alarm', () => {
    const report = rankRootCauses(shop(slowDatabase));
    expect(report.isIssue).toBe(true);
    expect(report.causes).toHaveLength(1);
    const [cause] = report.causes;
    expect(cause.node).toBe('db');
    expect(cause.evidence).toEqual([
      {
        metric: 'ms',
        kind: 'latency',
        deviation: expect.any(Number),
        usual: expect.closeTo(20, 0),
        observed: expect.closeTo(80, 0),
        sinceMs: normalSteps * stepMs,
        peakMs: expect.any(Number),
      },
    ]);
    expect(cause.evidence[0].deviation).toBeGreaterThan(10);
    expect(cause.explains).toEqual([
      { node: 'cart', share: expect.closeTo(1) },
    ]);
    expect(cause.path.map(({ node }) => node)).toEqual(['db', 'cart', 'web']);
    expect(cause.path.every(({ finding }) => finding)).toBe(true);
    expect(report.alarm?.metric).toBe('ms');
  });

  it('finds no issue and names no cause when nothing changed', () => {
    const report = rankRootCauses(
      shop([service('web', 200), service('cart', 80), service('db', 20)]),
    );
    expect(report.isIssue).toBe(false);
    expect(report.causes).toEqual([]);
    expect(report.alarm).toBeUndefined();
  });

  it('does not raise an issue for a deviation that explains nothing of the alarm', () => {
    const rare = { ...metric('calls', 'requests', 1) };
    const nodes = [
      service('web', 200),
      { id: 'search', metrics: [metric('ms', 'latency', 5, 50), rare] },
    ];
    expect(rankRootCauses(shop(nodes)).isIssue).toBe(false);
  });

  it('names the target itself when no callee explains it', () => {
    const report = rankRootCauses(
      shop([service('web', 200, 90), service('cart', 80), service('db', 20)]),
    );
    expect(report.isIssue).toBe(true);
    expect(report.ranking[0].node).toBe('web');
    expect(report.causes[0].path).toEqual([]);
  });

  it('reports several causes', () => {
    const report = rankRootCauses(
      shop([
        service('web', 200, 130),
        service('cart', 80, 60),
        service('search', 50, 70),
        service('db', 20, 60),
      ]),
    );
    expect(report.causes.map(({ node }) => node).sort()).toEqual([
      'db',
      'search',
    ]);
  });

  it('sees that the trouble began before a late alarm', () => {
    const late = slowDatabase.map(({ id, metrics }) => ({
      id,
      metrics: [
        id === 'search'
          ? metrics[0]
          : metric('ms', 'latency', id === 'db' ? 20 : 100, 60, -2),
        metrics[1],
      ],
    }));
    const [cause] = rankRootCauses(shop(late)).causes;
    expect(cause.node).toBe('db');
    expect(cause.evidence[0].sinceMs).toBe((normalSteps - 2) * stepMs);
  });

  it('finds failing calls by their number, not by their share', () => {
    const failures = (share: number) => ({
      normal: new Float64Array(normalSteps).fill(1),
      window: new Float64Array(6).fill(1 - share),
    });
    const failing = (id: string, calls: number, share: number) => ({
      id,
      metrics: [
        { ...metric('up', 'availability', 1), ...failures(share) },
        metric('calls', 'requests', calls),
      ],
    });
    const nodes = [
      failing('web', 1000, 0.05),
      failing('cart', 800, 0.06),
      failing('search', 5, 0.2),
      failing('db', 800, 0.06),
    ];
    expect(namesOf(shop(nodes, 'web', 'up'))[0]).toBe('db');
  });

  it('ranks by the mean latency when the alarm is on a percentile, which does not add up', () => {
    const nodes = [
      ['web', 200, 60],
      ['cart', 80, 60],
      ['search', 50, 0],
      ['db', 20, 60],
    ] as const;
    const withTail = nodes.map(([id, ms, extra]) => ({
      id,
      metrics: [
        ...service(id, ms, extra).metrics,
        metric('tail', 'latency', 3 * ms, id === 'cart' ? 900 : extra),
      ],
    }));
    expect(namesOf(shop(withTail, 'web', 'tail'))[0]).toBe('db');
  });

  it('bears steps that were not measured', () => {
    const gappy = slowDatabase.map(({ id, metrics }, node) => ({
      id,
      metrics: metrics.map(each => ({
        ...each,
        window: Array.from(each.window, (value, step) =>
          (step + node) % 3 === 0 ? undefined : value,
        ),
      })),
    }));
    const report = rankRootCauses(shop(gappy));
    expect(report.isIssue).toBe(true);
    expect(report.ranking[0].node).toBe('db');
  });

  it('suspects a callee that nobody measured behind the caller that it leaves unexplained', () => {
    const nodes = [
      slowDatabase[0],
      slowDatabase[1],
      slowDatabase[2],
      { id: 'db', metrics: [] },
    ];
    const { ranking } = rankRootCauses(shop(nodes));
    expect(
      ranking.slice(0, 2).map(each => [each.node, each.isMeasured]),
    ).toEqual([
      ['cart', true],
      ['db', false],
    ]);
  });

  it('finds the cause without any edge', () => {
    expect(namesOf({ ...shop(slowDatabase), edges: [] }).slice(0, 3)).toContain(
      'db',
    );
  });

  it('takes other metrics of a node as evidence when the kind of the alarm explains nothing', () => {
    const nodes = [
      service('web', 200, 90),
      service('cart', 80),
      {
        id: 'search',
        metrics: [metric('cpu', 'other', 30, 60), ...service('', 50).metrics],
      },
    ];
    const { ranking } = rankRootCauses(shop(nodes));
    expect(ranking[1].node).toBe('search');
    expect(ranking[1].score).toBeGreaterThan(5 * ranking[2].score);
  });

  it('follows a surge of calls to the caller that makes them', () => {
    const surge = (id: string, extra: number) => ({
      id,
      metrics: [metric('calls', 'requests', 100, extra)],
    });
    const nodes = [
      surge('web', 80),
      surge('cart', 80),
      surge('search', 0),
      surge('db', 80),
    ];
    expect(namesOf(shop(nodes, 'db', 'calls'))[0]).toBe('web');
  });

  it('does not depend on the order of nodes, edges and steps', () => {
    const input = shop(slowDatabase);
    const backwards = <T>(values: ArrayLike<T>) => Array.from(values).reverse();
    const reversed: RcaInput = {
      ...input,
      nodes: backwards(input.nodes).map(({ id, metrics }) => ({
        id,
        metrics: metrics.map(each => ({
          ...each,
          normal: backwards(each.normal),
          window: backwards(each.window),
        })),
      })),
      edges: backwards(input.edges),
      normalTimestampsMs: backwards(input.normalTimestampsMs),
      windowTimestampsMs: backwards(input.windowTimestampsMs),
    };
    const { causes, strength } = rankRootCauses(reversed);
    expect({ causes, strength }).toEqual({
      causes: rankRootCauses(input).causes,
      strength: rankRootCauses(input).strength,
    });
  });

  it.each<[string, Partial<RcaInput>]>([
    ['nothing at all', { nodes: [], edges: [] }],
    ['a target that does not exist', { target: { node: 'moon', metric: '' } }],
    ['no steps', { normalTimestampsMs: [], windowTimestampsMs: [] }],
    ['no window', { windowTimestampsMs: [] }],
    ['one step of each', { normalTimestampsMs: [0], windowTimestampsMs: [1] }],
    ['time that is no number', { windowTimestampsMs: [NaN, 5, NaN, 1] }],
    ['a node twice', { nodes: [...slowDatabase, ...slowDatabase] }],
  ])('answers for %s', (_, part) => {
    const report = rankRootCauses({ ...shop(slowDatabase), ...part });
    for (const { score, deviation } of report.ranking) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(deviation).not.toBeNaN();
    }
    expect(report.strength).toBeGreaterThanOrEqual(0);
  });

  it('survives NaN, infinities and jumps of 10⁹ and 10³⁰⁰', () => {
    const spoilt = [NaN, Infinity, -Infinity, 1e9, -1e9, 1e300, undefined];
    const nodes = slowDatabase.map(({ id, metrics }) => ({
      id,
      metrics: metrics.map(each => ({
        ...each,
        normal: each.normal as readonly number[],
        window: spoilt,
      })),
    }));
    for (const { score } of rankRootCauses(shop(nodes)).ranking) {
      expect(Number.isFinite(score)).toBe(true);
    }
  });

  it('gives the same answer twice and leaves its input alone', () => {
    const input = shop(slowDatabase);
    const before = JSON.stringify(input);
    expect(rankRootCauses(input)).toEqual(rankRootCauses(input));
    expect(JSON.stringify(input)).toBe(before);
  });
});
