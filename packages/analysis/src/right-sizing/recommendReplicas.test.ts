import { recommendReplicas, type ReplicasInput } from './recommendReplicas';

const workload = (input: Partial<ReplicasInput> = {}) =>
  recommendReplicas({
    currentReplicas: 4,
    currentLoad: 2,
    loadPerReplica: 0.5,
    ...input,
  });

const forecastOf = (...high: number[]) => ({
  point: high.map(value => value - 1),
  low: high.map(value => value - 2),
  high,
});

describe('recommendReplicas()', () => {
  it('changes nothing within 10 % of the target', () => {
    expect(workload({ currentLoad: 2.19 }).now).toBe(4);
    expect(workload({ currentLoad: 1.81 }).now).toBe(4);
  });

  it('rounds up to carry the load', () => {
    expect(workload({ currentLoad: 2.21 }).now).toBe(5);
    expect(workload({ currentLoad: 1.2 }).now).toBe(3);
    expect(workload({ currentLoad: 0 }).now).toBe(1);
  });

  it('says why', () => {
    expect(workload({ currentLoad: 3 }).reason).toBe(
      '6 now: a load of 3 is 150 % of what 4 should carry',
    );
  });

  it('looks ahead to the largest load that may come', () => {
    const recommendation = workload({
      forecast: forecastOf(2, 2.1, 3.4, 4, 3),
      stepMs: 1_800_000,
    });
    expect(recommendation).toEqual({
      now: 4,
      ahead: 8,
      neededInSteps: 3,
      reason:
        '4 now: a load of 2 is 100 % of what 4 should carry; ' +
        '8 by forecast: up to 4 within 2.5 h, more than 4 carry from 1.5 h on',
    });
  });

  it('says when fewer will do', () => {
    const recommendation = workload({ forecast: forecastOf(1, 0.9) });
    expect(recommendation.ahead).toBe(2);
    expect(recommendation.neededInSteps).toBeUndefined();
    expect(recommendation.reason).toMatch(
      /; 2 by forecast: not more than 1 within 2 h$/,
    );
  });

  it('stays within its limits and says what it would be without', () => {
    const recommendation = workload({
      currentLoad: 10,
      maxReplicas: 6,
      forecast: forecastOf(20),
    });
    expect(recommendation).toMatchObject({ now: 6, ahead: 6 });
    expect(recommendation.reason).toMatch(
      /, 20 without the limits; .*limit of 6/,
    );
    expect(workload({ currentLoad: 0, minReplicas: 2 }).now).toBe(2);
  });

  it('leaves the number of copies when the load is not known', () => {
    for (const currentLoad of [NaN, -1]) {
      expect(workload({ currentLoad })).toEqual({
        now: 4,
        reason: '4 now: the load is not known',
      });
    }
  });

  it('starts copies when there is load and none runs', () => {
    const none = workload({ currentReplicas: 0, minReplicas: 0 });
    expect(none.now).toBe(4);
    expect(none.reason).toContain('nothing runs');
    const idle = { currentReplicas: 0, currentLoad: 0, minReplicas: 0 };
    expect(workload(idle).now).toBe(0);
  });

  it('refuses a load per copy or limits that make no sense', () => {
    expect(() => workload({ loadPerReplica: 0 })).toThrow('got 0, 1 and 1000');
    expect(() => workload({ minReplicas: 3, maxReplicas: 2 })).toThrow(
      RangeError,
    );
    expect(() => workload({ maxReplicas: 2.5 })).toThrow('got 0.5, 1 and 2.5');
  });
});
