import { PromqlError } from '../PromqlError';
import { createArraySource } from '../series/createArraySource';
import { parseQuery } from '../syntax/parseQuery';
import { askAt } from '../testing/ask';
import { loadSeries } from '../testing/loadSeries';
import { evaluateInstant } from './evaluateInstant';
import { evaluateRange } from './evaluateRange';

const minuteMs = 60_000;

describe('evaluateInstant()', () => {
  const source = loadSeries(
    minuteMs,
    'up{job="a"} 1 2 3 4 5 6 7 8 9 10',
    'up{job="b"} 10 20 30 stale _ _ 70',
    'up{job="c"} 5',
  );

  it('takes the latest sample that is not older than five minutes', () => {
    const all = { 'up{job="a"}': 6, 'up{job="c"}': 5 };
    expect(askAt(5 * minuteMs, 'up', { source })).toStrictEqual(all);
    expect(askAt(5 * minuteMs + 1, 'up', { source })).toStrictEqual({
      'up{job="a"}': 6,
    });
  });

  it('excludes a sample of exactly that age by the rules of Prometheus 3', () => {
    const semantics = 'prometheus-3';
    expect(askAt(5 * minuteMs, 'up', { source, semantics })).toStrictEqual({
      'up{job="a"}': 6,
    });
  });

  it('ends a series at its stale marker until its next sample', () => {
    const only = 'up{job="b"}';
    expect(askAt(2.9 * minuteMs, only, { source })).toStrictEqual({
      [only]: 30,
    });
    expect(askAt(3 * minuteMs, only, { source })).toStrictEqual({});
    expect(askAt(6 * minuteMs, only, { source })).toStrictEqual({ [only]: 70 });
    expect(askAt(6 * minuteMs, `${only}[5m]`, { source })).toStrictEqual({
      [only]: [
        [minuteMs, 20],
        [2 * minuteMs, 30],
        [6 * minuteMs, 70],
      ],
    });
  });

  it('looks back as far as asked', () => {
    const options = { source, lookbackMs: 30_000 };
    expect(askAt(90_000, 'sum(up)', options)).toStrictEqual({ '{}': 22 });
    expect(askAt(90_001, 'sum(up)', options)).toStrictEqual({});
  });

  it.each([
    ['up{job="a"} offset 2m', 6],
    ['up{job="a"} offset -1m', 9],
    ['up{job="a"} @ 120', 3],
    ['up{job="a"} @ 120 offset 1m', 2],
    ['up{job="a"} @ start()', 8],
    ['up{job="a"} @ end() offset 3m', 5],
  ])('evaluates %s at seven minutes', (query, value) => {
    expect(askAt(7 * minuteMs, query, { source })).toStrictEqual({
      'up{job="a"}': value,
    });
  });

  it('holds both ends of a range, or lacks the older one by the rules of Prometheus 3', () => {
    const query = 'count_over_time(up{job="a"}[2m])';
    expect(askAt(5 * minuteMs, query, { source })).toStrictEqual({
      '{job="a"}': 3,
    });
    const semantics = 'prometheus-3';
    expect(askAt(5 * minuteMs, query, { source, semantics })).toStrictEqual({
      '{job="a"}': 2,
    });
  });

  it('aligns the steps of a subquery with the clock, not with its window', () => {
    expect(
      askAt(7.5 * minuteMs, 'up{job="a"}[2m:1m]', { source }),
    ).toStrictEqual({
      'up{job="a"}': [
        [6 * minuteMs, 7],
        [7 * minuteMs, 8],
      ],
    });
    expect(
      askAt(5 * minuteMs, 'up{job="a"}[1m:]', {
        source,
        defaultSubqueryStepMs: 40_000,
      }),
    ).toStrictEqual({
      'up{job="a"}': [
        [240_000, 5],
        [280_000, 5],
      ],
    });
  });

  it('answers scalars and strings as such', () => {
    expect(askAt(1500, '1 + time()', { source })).toBe(2.5);
    expect(askAt(0, '("text")', { source })).toBe('text');
  });

  it('evaluates the longest chain that parses', () => {
    expect(askAt(0, `1${' + 1'.repeat(450)}`, { source })).toBe(451);
    expect(askAt(0, `${'-('.repeat(200)}1${')'.repeat(200)}`, { source })).toBe(
      1,
    );
  });

  it('refuses what would take too much memory, before it is taken', () => {
    const error = 'query processing would load too many samples into memory';
    expect(() => askAt(0, 'up', { source, maxSamples: 2 })).toThrow(error);
    expect(askAt(0, 'up{job="c"}', { source, maxSamples: 2 })).toBeDefined();
    expect(() =>
      askAt(1e12, 'sum_over_time(up[100y:1ms])', { source }),
    ).toThrow(error);
  });

  it('counts operands only until their operator is done', () => {
    const options = { source, maxSamples: 20 };
    const query = Array(30).fill('sum(up)').join(' + ');
    expect(askAt(0, query, options)).toStrictEqual({ '{}': 480 });
  });

  it('stops with code aborted when asked to', () => {
    const expr = parseQuery('sum(up)');
    let asked = 0;
    const shouldStop = () => {
      asked += 1;
      return asked > 2;
    };
    expect(() => evaluateInstant(expr, 0, { source, shouldStop })).toThrow(
      expect.objectContaining({ name: 'PromqlError', code: 'aborted' }),
    );
  });

  it('stops within one long series', () => {
    const samples = 3000;
    const timestampsMs = Float64Array.from({ length: samples }, (_, i) => i);
    const long = createArraySource([
      { labels: { __name__: 'long' }, timestampsMs, values: timestampsMs },
    ]);
    const expr = parseQuery('sum_over_time(long[3s])');
    let asked = 0;
    const shouldStop = () => {
      asked += 1;
      return asked > 3;
    };
    const range = { startMs: 0, endMs: samples, stepMs: 1 };
    expect(() =>
      evaluateRange(expr, range, { source: long, shouldStop }),
    ).toThrow(expect.objectContaining({ code: 'aborted' }));
  });

  it('asks a source for no more than it needs, once per selector', () => {
    const requests: [number, number][] = [];
    const spy = {
      select: (request: Parameters<typeof source.select>[0]) => {
        requests.push([request.startMs, request.endMs]);
        return source.select(request);
      },
    };
    askAt(600_000, 'up + up offset 1m + rate(up[2m])', { source: spy });
    expect(requests).toStrictEqual([
      [300_000, 600_000],
      [240_000, 540_000],
      [480_000, 600_000],
    ]);
  });

  it('keeps the class of its errors', () => {
    expect(() => askAt(0, 'up + on (x) up', { source })).toThrow(PromqlError);
  });
});
