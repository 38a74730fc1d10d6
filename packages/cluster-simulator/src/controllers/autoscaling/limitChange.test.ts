import {
  limitChange,
  ScalingBehavior,
  ScalingHistory,
  ScalingRules,
} from './limitChange';
import { scalingBehaviorOf } from './scalingBehaviorOf';

const nowMs = 1_000_000;
const ago = (seconds: number, count: number) => ({
  atMs: nowMs - seconds * 1_000,
  count,
});

function limit(
  wanted: number,
  current: number,
  options: {
    readonly behavior?: ScalingBehavior;
    readonly history?: Partial<ScalingHistory>;
    readonly min?: number;
    readonly max?: number;
  } = {},
) {
  const { behavior, history, min = 1, max = 100 } = options;
  const limited = limitChange(
    wanted,
    { current, min, max },
    behavior,
    { recommendations: [], scaleUps: [], scaleDowns: [], ...history },
    nowMs,
  );
  return [
    limited.replicas,
    limited.ableToScale.reason,
    `${limited.scalingLimited.reason} ${limited.scalingLimited.status}`,
  ];
}

const free = ['ReadyForNewScale', 'DesiredWithinRange False'];

describe('limitChange() without a behavior', () => {
  it('lets a change within the bounds pass', () => {
    expect(limit(6, 4)).toEqual([6, ...free]);
    expect(limit(2, 4)).toEqual([2, ...free]);
  });

  it('holds to minimum, maximum and double the pods', () => {
    expect(limit(1, 4, { min: 3 })).toEqual([
      3,
      'ReadyForNewScale',
      'TooFewReplicas True',
    ]);
    expect(limit(9, 8, { max: 8 })).toEqual([
      8,
      'ReadyForNewScale',
      'TooManyReplicas True',
    ]);
    expect(limit(50, 5)).toEqual([10, 'ReadyForNewScale', 'ScaleUpLimit True']);
    expect(limit(9, 1)[0]).toBe(4);
  });

  it('shrinks to no less than was wanted within five minutes', () => {
    const history = {
      recommendations: [ago(301, 20), ago(200, 7), ago(10, 5)],
    };
    expect(limit(2, 10, { history })).toEqual([
      7,
      'ScaleDownStabilized',
      'DesiredWithinRange False',
    ]);
  });
});

describe('limitChange() with a behavior', () => {
  const rules = (change: Partial<ScalingRules>): ScalingRules => ({
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
    ...change,
  });
  const behavior = (
    scaleUp: Partial<ScalingRules>,
    scaleDown: Partial<ScalingRules> = {},
  ) => ({ scaleUp: rules(scaleUp), scaleDown: rules(scaleDown) });
  const pods = { type: 'Pods', value: 2, periodSeconds: 60 } as const;
  const percent = { type: 'Percent', value: 50, periodSeconds: 60 } as const;

  it('grows by the largest policy, the smallest, or not at all', () => {
    const policies = [pods, percent];
    expect(limit(50, 10, { behavior: behavior({ policies }) })).toEqual([
      15,
      'ReadyForNewScale',
      'ScaleUpLimit True',
    ]);
    expect(
      limit(50, 10, {
        behavior: behavior({ policies, selectPolicy: 'Min' }),
      })[0],
    ).toBe(12);
    expect(
      limit(50, 10, {
        behavior: behavior({ policies, selectPolicy: 'Disabled' }),
      })[0],
    ).toBe(10);
  });

  it('shrinks by the largest policy, the smallest, or not at all', () => {
    const policies = [pods, percent];
    expect(limit(1, 10, { behavior: behavior({}, { policies }) })).toEqual([
      5,
      'ReadyForNewScale',
      'ScaleDownLimit True',
    ]);
    expect(
      limit(1, 10, {
        behavior: behavior({}, { policies, selectPolicy: 'Min' }),
      })[0],
    ).toBe(8);
    expect(
      limit(1, 10, {
        behavior: behavior({}, { policies, selectPolicy: 'Disabled' }),
      })[0],
    ).toBe(10);
  });

  it('counts what it did within the period of a policy', () => {
    const up = behavior({ policies: [pods] }, { policies: [pods] });
    const history = { scaleUps: [ago(61, 5), ago(30, 2)] };
    expect(limit(50, 10, { behavior: up, history })[0]).toBe(10);
    expect(
      limit(1, 10, { behavior: up, history: { scaleDowns: [ago(30, 1)] } })[0],
    ).toBe(9);
  });

  it('holds a change to what was wanted within its window', () => {
    const slow = behavior(
      { stabilizationWindowSeconds: 60 },
      { stabilizationWindowSeconds: 120 },
    );
    const history = { recommendations: [ago(100, 12), ago(50, 11)] };
    expect(limit(20, 10, { behavior: slow, history })).toEqual([
      11,
      'ScaleUpStabilized',
      'DesiredWithinRange False',
    ]);
    expect(limit(2, 14, { behavior: slow, history })).toEqual([
      12,
      'ScaleDownStabilized',
      'DesiredWithinRange False',
    ]);
  });

  it('holds to minimum and maximum', () => {
    const any = behavior({});
    expect(limit(15, 10, { behavior: any, max: 12 })[2]).toBe(
      'TooManyReplicas True',
    );
    expect(limit(1, 10, { behavior: any, min: 4 })).toEqual([
      4,
      'ReadyForNewScale',
      'TooFewReplicas True',
    ]);
  });
});

describe('scalingBehaviorOf()', () => {
  it('fills in what is left out, and is nothing without a behavior', () => {
    expect(scalingBehaviorOf({ spec: {} })).toBe(undefined);
    expect(
      scalingBehaviorOf({
        spec: { behavior: { scaleDown: { selectPolicy: 'Disabled' } } },
      }),
    ).toEqual({
      scaleUp: {
        stabilizationWindowSeconds: 0,
        selectPolicy: 'Max',
        policies: [
          { type: 'Pods', value: 4, periodSeconds: 15 },
          { type: 'Percent', value: 100, periodSeconds: 15 },
        ],
      },
      scaleDown: {
        stabilizationWindowSeconds: 300,
        selectPolicy: 'Disabled',
        policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
      },
    });
  });
});
