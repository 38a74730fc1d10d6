import { askOver } from '../testing/ask';
import { loadSeries } from '../testing/loadSeries';

const minuteMs = 60_000;

describe('evaluateRange()', () => {
  const source = loadSeries(
    minuteMs,
    'x{a="2"} 0 1 2 3 4 5 6 7 8 9 10',
    'x{a="1"} _ _ _ 30 stale _ 60',
  );
  const range = { startMs: 0, endMs: 8 * minuteMs, stepMs: 2 * minuteMs };

  it('leaves out steps without a value and orders series by labels', () => {
    const answer = askOver(range, 'x', { source });
    expect(Object.entries(answer)).toStrictEqual([
      [
        'x{a="1"}',
        [
          [6 * minuteMs, 60],
          [8 * minuteMs, 60],
        ],
      ],
      ['x{a="2"}', [0, 2, 4, 6, 8].map(value => [value * minuteMs, value])],
    ]);
  });

  it('evaluates scalars at every step', () => {
    expect(askOver(range, 'time() / 60', { source })).toStrictEqual({
      '{}': [0, 2, 4, 6, 8].map(value => [value * minuteMs, value]),
    });
  });

  it('takes start() and end() of the whole query, in subqueries as well', () => {
    const last = (query: string) =>
      askOver(range, query, { source })['{a="2"}']?.map(([, value]) => value);
    expect(last('sum by (a) (x{a="2"} @ start())')).toStrictEqual([
      ...[0, 0, 0, 0, 0],
    ]);
    expect(last('max_over_time((x{a="2"} @ end())[4m:1m])')).toStrictEqual([
      ...[8, 8, 8, 8, 8],
    ]);
    expect(last('sum_over_time(x{a="2"}[2m] @ end())')).toStrictEqual([
      ...[21, 21, 21, 21, 21],
    ]);
  });

  it('lets arguments differ from step to step', () => {
    const answer = askOver(range, 'clamp_max(x{a="2"}, time() / 120)', {
      source,
    });
    expect(answer['{a="2"}'].map(([, value]) => value)).toStrictEqual([
      ...[0, 1, 2, 3, 4],
    ]);
  });

  it('joins series that come to have equal labels at different times', () => {
    const apart = loadSeries(
      minuteMs,
      'a{x="1"} 1 2 stale',
      'b{x="1"} _ _ 3 4',
    );
    const steps = { startMs: 0, endMs: 3 * minuteMs, stepMs: minuteMs };
    expect(
      askOver(steps, 'abs({x="1"})', { source: apart })['{x="1"}'],
    ).toStrictEqual([1, 2, 3, 4].map((value, i) => [i * minuteMs, value]));
    expect(() =>
      askOver(steps, 'count_over_time({x="1"}[1m])', { source: apart }),
    ).toThrow('vector cannot contain metrics with the same labelset');
  });

  it.each([
    [{ stepMs: 0 }, /zero or negative query resolution step widths/],
    [{ endMs: -1 }, /end timestamp must not be before start time/],
    [{ endMs: 11_001 * range.stepMs }, /exceeded maximum resolution of 11,000/],
    [{ stepMs: NaN }, /zero or negative/],
  ])('refuses the range %p', (change, message) => {
    const ask = () => askOver({ ...range, ...change }, 'x', { source });
    expect(ask).toThrow(message);
    expect(ask).toThrow(expect.objectContaining({ code: 'range' }));
  });

  it.each(['x[5m]', '"text"'])(
    'refuses %s, which has no values to draw',
    query => {
      expect(() => askOver(range, query, { source })).toThrow(
        /invalid expression type ".+" for range query, must be Scalar or instant Vector/,
      );
    },
  );

  it('answers a range of one step like an instant query', () => {
    const once = { startMs: minuteMs, endMs: minuteMs, stepMs: 1 };
    expect(askOver(once, 'x + 1', { source })).toStrictEqual({
      '{a="2"}': [[minuteMs, 2]],
    });
  });
});
