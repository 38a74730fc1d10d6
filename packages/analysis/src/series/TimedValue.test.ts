import { orderSeries } from './TimedValue';

describe('orderSeries()', () => {
  it('orders by time, keeps equal times in order and drops what is no number', () => {
    const { timesMs, values } = orderSeries([
      { timeMs: 3, value: 30 },
      { timeMs: 1, value: 10 },
      { timeMs: NaN, value: 1 },
      { timeMs: 2, value: Infinity },
      { timeMs: 3, value: 31 },
    ]);
    expect([...timesMs]).toEqual([1, 3, 3]);
    expect([...values]).toEqual([10, 30, 31]);
  });

  it('is empty without samples', () => {
    expect(orderSeries([]).values).toHaveLength(0);
  });
});
