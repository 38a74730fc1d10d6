import { askAt, askOver } from '../testing/ask';
import { loadSeries } from '../testing/loadSeries';

describe('aggregations', () => {
  const source = loadSeries(
    60_000,
    'x{g="1", k="a"} 1 10',
    'x{g="1", k="b"} 3 stale',
    'x{g="2", k="c"} 5 2',
    'x{g="2", k="d"} NaN 7',
    'y{g="1"} 1',
    'big{k="a"} Inf',
    'big{k="b"} 1',
  );
  const at = (query: string) => askAt(0, query, { source });
  const byG = (one: number, two: number) => ({
    ...{ '{g="1"}': one, '{g="2"}': two },
  });

  it.each([
    ['sum by (g) (x)', byG(4, NaN)],
    ['avg by (g) (x)', byG(2, NaN)],
    ['min by (g) (x)', byG(1, 5)],
    ['max by (g) (x)', byG(3, 5)],
    ['count by (g) (x)', byG(2, 2)],
    ['group by (g) (x)', byG(1, 1)],
    ['stdvar by (g) (x)', byG(1, NaN)],
    ['stddev by (g) (x)', byG(1, NaN)],
    ['quantile by (g) (0.5, x)', byG(2, NaN)],
    ['quantile by (g) (1, x)', byG(3, 5)],
    ['sum without (k) (x)', byG(4, NaN)],
    ['sum(x{g="1"})', { '{}': 4 }],
    ['sum by () (x{g="1"})', { '{}': 4 }],
    ['sum by (nope) (x{g="1"})', { '{}': 4 }],
    ['sum by (__name__) ({g="1"})', { 'x{}': 4, 'y{}': 1 }],
    ['avg(big)', { '{}': Infinity }],
    ['sum(nothing)', {}],
    [
      'count_values("v", x)',
      { '{v="1"}': 1, '{v="3"}': 1, '{v="5"}': 1, '{v="NaN"}': 1 },
    ],
    [
      'count_values by (g) ("v", x * 0 + 1e21)',
      {
        '{g="1", v="1000000000000000000000"}': 2,
        '{g="2", v="1000000000000000000000"}': 1,
        '{g="2", v="NaN"}': 1,
      },
    ],
    [
      'count_values without (k) ("g", x{g="1"})',
      { '{g="1"}': 1, '{g="3"}': 1 },
    ],
    ['topk(1, x)', { 'x{g="2", k="c"}': 5 }],
    ['topk by (g) (1, x)', { 'x{g="1", k="b"}': 3, 'x{g="2", k="c"}': 5 }],
    ['bottomk(2, x{g="1"})', { 'x{g="1", k="a"}': 1, 'x{g="1", k="b"}': 3 }],
    ['topk(0, x)', {}],
    ['topk(-3, x)', {}],
    ['limitk(2, x)', { 'x{g="1", k="a"}': 1, 'x{g="1", k="b"}': 3 }],
  ])('%s', (query, expected) => {
    expect(at(query)).toStrictEqual(expected);
  });

  it('rank NaN last and keep the order of rank in an instant query', () => {
    expect(Object.values(at('topk(9, x)'))).toStrictEqual([5, 3, 1, NaN]);
    expect(Object.values(at('bottomk(9, x)'))).toStrictEqual([1, 3, 5, NaN]);
  });

  it('choose anew at every step', () => {
    const steps = { startMs: 0, endMs: 60_000, stepMs: 60_000 };
    expect(askOver(steps, 'topk(1, x)', { source })).toStrictEqual({
      'x{g="1", k="a"}': [[60_000, 10]],
      'x{g="2", k="c"}': [[0, 5]],
    });
    expect(askOver(steps, 'topk(time() / 60, x)', { source })).toStrictEqual({
      'x{g="1", k="a"}': [[60_000, 10]],
    });
    expect(askOver(steps, 'count(x)', { source })).toStrictEqual({
      '{}': [
        [0, 4],
        [60_000, 3],
      ],
    });
  });

  it('do not overflow in a mean of great values', () => {
    const great = loadSeries(60_000, 'z{k="a"} 1.7e308', 'z{k="b"} 1.7e308');
    expect(askAt(0, 'avg(z)', { source: great })).toStrictEqual({
      '{}': 1.7e308,
    });
  });

  it.each([
    ['count_values("1", x)', 'invalid label name "1"'],
    ['topk(Inf, x)', 'Scalar value +Inf overflows int64'],
  ])('%s is refused', (query, message) => {
    expect(() => at(query)).toThrow(message);
  });

  it('group by labels named like members of Object', () => {
    expect(
      at('sum by (constructor, __proto__, toString) (x{g="1"})'),
    ).toStrictEqual({ '{}': 4 });
    const odd = loadSeries(60_000, 'z{__proto__="p", constructor="c"} 1');
    expect(
      askAt(0, 'sum by (constructor, __proto__) (z)', { source: odd }),
    ).toStrictEqual({ '{__proto__="p", constructor="c"}': 1 });
  });
});
