import type { StepSeries } from '../evaluation/StepSeries';

/** The aggregations that read each value once, in the order of the members. */
export type Reduction =
  | 'sum'
  | 'avg'
  | 'count'
  | 'min'
  | 'max'
  | 'group'
  | 'stddev'
  | 'stdvar';

/**
 * Reduces a group at every step. Values are added in the order and by the formulas of Prometheus 2.42, so that the last bits
 * agree as well. Cost: linear, member by member, without allocation per step.
 */
export function reduceGroup(
  reduction: Reduction,
  members: readonly StepSeries[],
  steps: number,
): Pick<StepSeries, 'values' | 'present'> {
  const present = new Uint8Array(steps);
  const values = new Float64Array(steps);
  const means = new Float64Array(isSpread(reduction) ? steps : 0);
  const counts = new Float64Array(steps);
  const state = { values, means, counts };
  const start = startOf(reduction);
  const add = additionOf(reduction);
  for (const member of members) {
    for (let step = 0; step < steps; step += 1) {
      if (member.present[step] === 0) continue;
      counts[step] += 1;
      if (present[step] === 0) {
        present[step] = 1;
        start(state, step, member.values[step]);
      } else {
        add(state, step, member.values[step]);
      }
    }
  }
  finish(reduction, state);
  return { values, present };
}

interface State {
  readonly values: Float64Array;
  readonly means: Float64Array;
  readonly counts: Float64Array;
}

type Change = (state: State, step: number, value: number) => void;

function isSpread(reduction: Reduction): boolean {
  return reduction === 'stddev' || reduction === 'stdvar';
}

function startOf(reduction: Reduction): Change {
  if (reduction === 'group') {
    return ({ values }, step) => {
      values[step] = 1;
    };
  }
  // The spread of one value is 0, even of NaN.
  if (isSpread(reduction)) {
    return ({ means }, step, value) => {
      means[step] = value;
    };
  }
  return ({ values }, step, value) => {
    values[step] = value;
  };
}

function additionOf(reduction: Reduction): Change {
  switch (reduction) {
    case 'sum':
      return ({ values }, step, value) => {
        values[step] += value;
      };
    case 'avg':
      return ({ values, counts }, step, value) => {
        values[step] = nextMean(values[step], value, counts[step]);
      };
    case 'min':
      return ({ values }, step, value) => {
        const least = values[step];
        if (least > value || Number.isNaN(least)) values[step] = value;
      };
    case 'max':
      return ({ values }, step, value) => {
        const greatest = values[step];
        if (greatest < value || Number.isNaN(greatest)) values[step] = value;
      };
    case 'stddev':
    case 'stdvar':
      return ({ values, means, counts }, step, value) => {
        const delta = value - means[step];
        means[step] += delta / counts[step];
        values[step] += delta * (value - means[step]);
      };
    default:
      return () => {};
  }
}

/** The mean with one more value, divided before it is added so that it cannot overflow; an infinite mean stays. */
function nextMean(mean: number, value: number, count: number): number {
  if (Math.abs(mean) === Infinity) {
    if (value === mean || Number.isFinite(value)) return mean;
  }
  return mean + (value / count - mean / count);
}

function finish(reduction: Reduction, { values, counts }: State): void {
  for (let step = 0; step < values.length; step += 1) {
    const count = counts[step];
    if (count === 0) continue;
    if (reduction === 'count') values[step] = count;
    else if (reduction === 'stdvar') values[step] /= count;
    else if (reduction === 'stddev') {
      values[step] = Math.sqrt(values[step] / count);
    }
  }
}
