import { askAt, askOver } from '../testing/ask';
import { loadSeries } from '../testing/loadSeries';

describe('operators', () => {
  const source = loadSeries(
    60_000,
    'a{x="1", y="p"} 1',
    'a{x="2", y="p"} 2',
    'a{x="3", y="q"} NaN',
    'b{x="1"} 10',
    'b{x="2"} 20',
    'b{x="4"} 40',
    'info{x="1", node="n1"} 1',
    'info{x="2", node="n2"} 1',
  );
  const at = (query: string) => askAt(0, query, { source });

  it.each([
    ['7 % 4', 3],
    ['-7 % 4', -3],
    ['1 ^ NaN', 1],
    ['(-1) ^ Inf', 1],
    ['2 ^ -1', 0.5],
    ['1 / 0', Infinity],
    ['0 / 0', NaN],
    ['1 atan2 1', Math.PI / 4],
    ['1 < bool 2', 1],
    ['NaN == bool NaN', 0],
    ['NaN != bool NaN', 1],
  ])('%s is %p', (query, value) => {
    expect(at(query)).toBe(value);
  });

  it.each([
    ['b + 1', { '{x="1"}': 11, '{x="2"}': 21, '{x="4"}': 41 }],
    ['100 - b', { '{x="1"}': 90, '{x="2"}': 80, '{x="4"}': 60 }],
    ['b > 15', { 'b{x="2"}': 20, 'b{x="4"}': 40 }],
    ['15 > b', { 'b{x="1"}': 10 }],
    ['b >= bool 20', { '{x="1"}': 0, '{x="2"}': 1, '{x="4"}': 1 }],
    ['a != 1', { 'a{x="2", y="p"}': 2, 'a{x="3", y="q"}': NaN }],
    ['-b', { '{x="1"}': -10, '{x="2"}': -20, '{x="4"}': -40 }],
    ['+b{x="1"}', { 'b{x="1"}': 10 }],
    ['a * on (x) b', { '{x="1"}': 10, '{x="2"}': 40 }],
    ['a + ignoring (y) b', { '{x="1"}': 11, '{x="2"}': 22 }],
    ['b > on (x) a', { '{x="1"}': 10, '{x="2"}': 20 }],
    ['b == b', { 'b{x="1"}': 10, 'b{x="2"}': 20, 'b{x="4"}': 40 }],
    ['b > b', {}],
    [
      'b * on (x) group_left (node) info',
      { '{node="n1", x="1"}': 10, '{node="n2", x="2"}': 20 },
    ],
    [
      'info * on (x) group_right (node) b',
      { '{node="n1", x="1"}': 10, '{node="n2", x="2"}': 20 },
    ],
    [
      'a - on (y) group_left () sum by (y) (a)',
      { '{x="1", y="p"}': -2, '{x="2", y="p"}': -1, '{x="3", y="q"}': NaN },
    ],
    ['b and on (x) a', { 'b{x="1"}': 10, 'b{x="2"}': 20 }],
    ['b unless on (x) a', { 'b{x="4"}': 40 }],
    ['b{x="1"} or b', { 'b{x="1"}': 10, 'b{x="2"}': 20, 'b{x="4"}': 40 }],
    ['nothing or b{x="1"}', { 'b{x="1"}': 10 }],
    ['nothing + b', {}],
    ['b + on () group_left () vector(1)', at('b + 1')],
  ])('%s joins elements', (query, expected) => {
    expect(at(query)).toStrictEqual(expected);
  });

  it.each([
    [
      'b * on (y) a',
      'found duplicate series for the match group {y="p"} on the right hand-side of the operation: [{__name__="a", x="2", y="p"}, {__name__="a", x="1", y="p"}];many-to-many',
    ],
    [
      'a * on (y) group_right () a',
      'found duplicate series for the match group {y="p"} on the left hand-side',
    ],
    [
      'a * on (y) sum by (y) (a)',
      'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
    ],
    [
      'a * on (y) group_left (x) sum by (y) (a)',
      'multiple matches for labels: grouping labels must ensure unique matches',
    ],
    [
      'label_replace(a, "x", "", "", "")',
      'vector cannot contain metrics with the same labelset',
    ],
  ])('%s fails as in Prometheus', (query, message) => {
    const odd = loadSeries(
      60_000,
      'a{x="1", y="p"} 1',
      'a{x="2", y="p"} 2',
      'b{x="1"} 1',
    );
    const failing = query.startsWith('b') ? odd : source;
    expect(() => askAt(0, query, { source: failing })).toThrow(message);
  });

  it('keeps the name with atan2 as 2.42 does, and drops it as later versions do', () => {
    const query = 'b{x="1"} atan2 10';
    const semantics = 'prometheus-3';
    expect(at(query)).toStrictEqual({ 'b{x="1"}': Math.PI / 4 });
    expect(askAt(0, query, { source, semantics })).toStrictEqual({
      '{x="1"}': Math.PI / 4,
    });
  });

  it('fails at the first step that is ambiguous, and says how', () => {
    const late = loadSeries(
      60_000,
      'm{k="1"} 1 1 1',
      'm{k="2"} stale 1 1',
      'o{k="1"} 1 1 1',
      'o{k="2"} stale stale 1',
    );
    const steps = { startMs: 0, endMs: 120_000, stepMs: 60_000 };
    const over = (query: string) => () =>
      askOver(steps, query, { source: late });
    expect(over('m * on (x) o')).toThrow('multiple matches for labels');
    expect(over('o * on (x) m')).toThrow('found duplicate series');
  });

  it('joins elements that take turns, and fails only where two meet', () => {
    const turns = loadSeries(
      60_000,
      'm{k="1"} 1 1 1',
      'o{k="1", who="first"} 5 stale',
      'o{k="1", who="second"} _ 6 6',
    );
    const steps = { startMs: 0, endMs: 120_000, stepMs: 60_000 };
    expect(
      askOver(steps, 'm * on (k) group_left (who) o', { source: turns }),
    ).toStrictEqual({
      '{k="1", who="first"}': [[0, 5]],
      '{k="1", who="second"}': [
        [60_000, 6],
        [120_000, 6],
      ],
    });
    expect(
      askOver(steps, 'm * on (k) o', { source: turns })['{k="1"}'],
    ).toStrictEqual([0, 60_000, 120_000].map((ms, i) => [ms, i === 0 ? 5 : 6]));
  });

  it('fills gaps of one side with or, step by step', () => {
    const gaps = loadSeries(60_000, 'g 1 stale 3');
    const steps = { startMs: 0, endMs: 120_000, stepMs: 60_000 };
    expect(
      askOver(steps, 'sum(g) or vector(0)', { source: gaps }),
    ).toStrictEqual({
      '{}': [
        [0, 1],
        [60_000, 0],
        [120_000, 3],
      ],
    });
  });
});
