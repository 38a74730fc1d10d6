import { askAt } from '../testing/ask';
import { loadSeries } from '../testing/loadSeries';

describe('histogram_quantile()', () => {
  const source = loadSeries(
    60_000,
    'h{s="a", le="0.1"} 10',
    'h{s="a", le="1"} 60',
    'h{s="a", le="10"} 100',
    'h{s="a", le="+Inf"} 100',
    'h{s="b", le="1"} 5',
    'h{s="b", le="2"} 3',
    'h{s="b", le="+Inf"} 10',
    'h{s="empty", le="1"} 0',
    'h{s="empty", le="+Inf"} 0',
    'negative{le="-5"} 4',
    'negative{le="5"} 8',
    'negative{le="Inf"} 8',
    'open{le="1"} 4',
    'open{le="2"} 8',
    'bad{le="much"} 4',
    'same{le="1"} 1',
    'same{le="1.0"} 1',
    'same{le="+Inf"} 4',
  );
  const at = (query: string) => askAt(0, query, { source });

  it.each([
    [0.05, 0.05],
    [0.1, 0.1],
    [0.35, 0.55],
    [0.6, 1],
    [0.8, 5.5],
    [1, 10],
    [0, 0],
    [-1, -Infinity],
    [1.5, Infinity],
  ])('interpolates the %p-quantile within its bucket', (q, value) => {
    expect(at(`histogram_quantile(${q}, h{s="a"})`)).toStrictEqual({
      '{s="a"}': expect.closeTo(value, 12),
    });
  });

  it('takes buckets that fall for as full as those before', () => {
    expect(at('histogram_quantile(0.4, h{s="b"})')).toStrictEqual({
      '{s="b"}': expect.closeTo(0.8, 12),
    });
    expect(at('histogram_quantile(0.9, h{s="b"})')).toStrictEqual({
      '{s="b"}': 2,
    });
  });

  it.each([
    ['h{s="empty"}', { '{s="empty"}': NaN }],
    ['open', { '{}': NaN }],
    ['h{le="+Inf", s="a"}', { '{s="a"}': NaN }],
    ['bad', {}],
    ['nothing', {}],
    ['h{s="a"} * 0 or same', { '{s="a"}': NaN, '{}': 0.8 }],
    ['negative', { '{}': -5 }],
    ['same', { '{}': 0.8 }],
  ])('answers %s', (vector, expected) => {
    expect(at(`histogram_quantile(0.4, ${vector})`)).toStrictEqual(expected);
  });
});
