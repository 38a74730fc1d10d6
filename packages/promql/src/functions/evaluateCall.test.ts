import { askAt, askOver } from '../testing/ask';
import { loadSeries } from '../testing/loadSeries';

describe('functions', () => {
  const source = loadSeries(
    60_000,
    'x{k="a"} -1.5',
    'x{k="b"} 2.5',
    'x{k="c"} NaN',
    'n{host="node10"} 1',
    'n{host="node9"} 3',
    'n{host="node1"} 2',
    'gone 1 stale',
  );
  const at = (query: string, timeMs = 0) => askAt(timeMs, query, { source });
  const ofAB = (a: number, b: number) => ({
    ...{ '{k="a"}': a, '{k="b"}': b, '{k="c"}': NaN },
  });

  it.each([
    ['abs(x)', ofAB(1.5, 2.5)],
    ['ceil(x)', ofAB(-1, 3)],
    ['floor(x)', ofAB(-2, 2)],
    ['sgn(x)', ofAB(-1, 1)],
    ['exp(x)', ofAB(Math.exp(-1.5), Math.exp(2.5))],
    ['sqrt(x)', ofAB(NaN, Math.sqrt(2.5))],
    ['ln(x)', ofAB(NaN, Math.log(2.5))],
    ['deg(x)', ofAB((-1.5 * 180) / Math.PI, (2.5 * 180) / Math.PI)],
    ['rad(x)', ofAB((-1.5 * Math.PI) / 180, (2.5 * Math.PI) / 180)],
    ['round(x)', ofAB(-1, 3)],
    ['round(x, 2)', ofAB(-2, 2)],
    ['clamp(x, 0, 1)', ofAB(0, 1)],
    ['clamp(x, 1, 0)', {}],
    ['clamp_min(x, 0)', ofAB(0, 2.5)],
    ['clamp_max(x, 0)', ofAB(-1.5, 0)],
    [
      'clamp_max(x, -Inf)',
      { ...ofAB(-Infinity, -Infinity), '{k="c"}': -Infinity },
    ],
    ['vector(3)', { '{}': 3 }],
    ['vector(scalar(x))', { '{}': NaN }],
    ['vector(scalar(x{k="b"}))', { '{}': 2.5 }],
    ['absent(x)', {}],
    ['absent(y{a="1",b=~"2",c="3",c="4",d!="5"})', { '{a="1"}': 1 }],
    ['absent(sum(y{a="1"}))', { '{}': 1 }],
    ['absent_over_time(y{a="1"}[5m])', { '{a="1"}': 1 }],
    ['absent_over_time(x[5m])', {}],
    [
      'label_replace(x{k="a"}, "new", "<$1>", "k", "(.)")',
      { 'x{k="a", new="<a>"}': -1.5 },
    ],
    ['label_replace(x{k="a"}, "k", "", "k", "a")', { 'x{}': -1.5 }],
    ['label_replace(x{k="a"}, "new", "$1", "k", "b")', { 'x{k="a"}': -1.5 }],
    [
      'label_join(x{k="a"}, "all", "-", "k", "none", "k")',
      { 'x{all="a--a", k="a"}': -1.5 },
    ],
  ])('%s', (query, expected) => {
    expect(at(query)).toStrictEqual(expected);
  });

  it.each([
    ['pi()', Math.PI],
    ['time()', 951_782_400],
    ['scalar(minute())', 0],
    ['scalar(hour())', 0],
    ['scalar(day_of_week())', 2],
    ['scalar(day_of_month())', 29],
    ['scalar(day_of_year())', 60],
    ['scalar(days_in_month())', 29],
    ['scalar(month())', 2],
    ['scalar(year())', 2000],
    ['scalar(hour(vector(-1.5)))', 23],
    ['scalar(year(vector(-1)))', 1969],
  ])('%s on 29 February 2000 is %p', (query, value) => {
    expect(at(query, 951_782_400_000)).toBe(value);
  });

  it('timestamp() tells when a selector was sampled, and else when it was evaluated', () => {
    expect(at('timestamp(x{k="a"})', 90_000)).toStrictEqual({ '{k="a"}': 0 });
    expect(at('timestamp((x{k="a"}))', 90_000)).toStrictEqual({ '{k="a"}': 0 });
    expect(at('timestamp(-x{k="a"})', 90_000)).toStrictEqual({ '{k="a"}': 90 });
  });

  it.each([
    ['sort(x)', ['a', 'b', 'c']],
    ['sort_desc(x)', ['b', 'a', 'c']],
    ['sort_by_label(n, "host")', ['node1', 'node9', 'node10']],
    ['sort_by_label_desc(n, "host")', ['node10', 'node9', 'node1']],
  ])('%s orders elements', (query, order) => {
    expect(
      Object.keys(at(query)).map(key => /"(.*)"/.exec(key)?.[1]),
    ).toStrictEqual(order);
  });

  it('absent() speaks at the steps where nothing is there', () => {
    const steps = { startMs: 0, endMs: 120_000, stepMs: 60_000 };
    expect(askOver(steps, 'absent(gone)', { source })).toStrictEqual({
      '{}': [
        [60_000, 1],
        [120_000, 1],
      ],
    });
  });

  it.each([
    [
      'label_replace(x, "1", "", "", "")',
      'invalid destination label name in label_replace(): 1',
    ],
    [
      'label_replace(x, "a", "", "", "(")',
      'invalid regular expression in label_replace(): (',
    ],
    [
      'label_join(x, "a", "", "1")',
      'invalid source label name in label_join(): 1',
    ],
    [
      'label_join(x, "1", "")',
      'invalid destination label name in label_join(): 1',
    ],
    [
      'label_join(x, "k", "")',
      'vector cannot contain metrics with the same labelset',
    ],
  ])('%s is refused', (query, message) => {
    expect(() => at(query)).toThrow(message);
  });
});
