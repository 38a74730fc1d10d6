import { CounterFloor } from './CounterFloor';

describe('CounterFloor', () => {
  function told(...values: readonly number[]): readonly number[] {
    const floor = new CounterFloor();
    return values.map(value => {
      floor.begin();
      return floor.tell('requests_total', value);
    });
  }

  it('tells rising counters as they are', () => {
    expect(told(1, 5, 9)).toEqual([1, 5, 9]);
  });

  it('holds a counter that was corrected until it is past what was told', () => {
    expect(told(1000, 998, 999, 1003)).toEqual([1000, 1000, 1000, 1003]);
  });

  it('lets a counter start anew', () => {
    expect(told(1000, 3, 8)).toEqual([1000, 3, 8]);
  });

  it('forgets what a scrape did not tell', () => {
    const floor = new CounterFloor();
    floor.begin();
    floor.tell('a', 1000);
    floor.begin();
    floor.begin();
    expect(floor.tell('a', 999)).toBe(999);
  });
});
