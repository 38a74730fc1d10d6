import { quantile } from '../robust-statistics/quantile';
import type { TimedValue } from '../series/TimedValue';
import { addToCusum, falseAlarmInterval, noEvidence } from './cusum';
import type { Cusum } from './cusum';
import { measureNoise } from './measureNoise';

/** A level change found while the series runs. */
export interface LevelChange {
  /** When the level began to change, as far as can be told. */
  readonly sinceMs: number;
  /** When the change was certain. */
  readonly detectedMs: number;
  readonly direction: 'up' | 'down';
  readonly before: number;
  /** Mean of the trimmed values since the change: at least this far, for a large change further. */
  readonly after: number;
  /** 0 to 1: one minus the probability of a false alarm by now. */
  readonly confidence: number;
}

/** All that a detector remembers; JSON-safe. */
export interface ChangeDetectorState {
  /** Values of the level being learnt; empty once it is known. */
  readonly learning: readonly number[];
  /** `undefined` while learning. */
  readonly normal?: NormalLevel;
  readonly rise: Cusum;
  readonly fall: Cusum;
  /** Times of the values since either sum was last 0. */
  readonly riseSinceMs: number;
  readonly fallSinceMs: number;
  /** Values judged since the level is known. */
  readonly watched: number;
}

interface NormalLevel {
  readonly level: number;
  /** Standard deviation, widened for values that repeat each other. */
  readonly deviation: number;
}

/** Finds level changes as values arrive; constant memory. */
export interface ChangeDetector {
  /** The change that this value made certain, or `undefined`. Values must come in time order; one that is not finite is passed over. */
  update(sample: TimedValue): LevelChange | undefined;
  /** Detectors created with this state go on exactly where this one stands. */
  state(): ChangeDetectorState;
}

const learningCount = 60;
/** Deviations that are absorbed: changes of twice that are found fastest. */
const allowance = 0.75;
/** A false alarm about every 400 000 values of normal noise, one in tens of thousands with the error of the learnt level. */
const threshold = 8;
/** One value counts no more than this, so that a spike alone is never a change. */
const trimDeviations = 3;
const leastNoiseShare = 1e-6;

const nothingSeen: ChangeDetectorState = {
  learning: [],
  rise: noEvidence,
  fall: noEvidence,
  riseSinceMs: 0,
  fallSinceMs: 0,
  watched: 0,
};

/**
 * Creates a detector of lasting level changes. It learns a level from 60 values, watches it in both directions, reports a change once
 * and then learns the new level.
 *
 * - Shape: one sample at a time; see `ChangeDetector`.
 * - Unit: that of the values.
 * - Invalid input: values and times that are not finite are passed over.
 * - Errors: none.
 * - Cost: O(1) per value, 60 numbers of memory.
 * - Source: two-sided CUSUM (Page 1954) on values standardised by `measureNoise()` and trimmed at three deviations.
 */
export function createChangeDetector(
  initial: ChangeDetectorState = nothingSeen,
): ChangeDetector {
  let state = initial;
  return {
    state: () => state,
    update(sample) {
      if (!Number.isFinite(sample.timeMs) || !Number.isFinite(sample.value)) {
        return undefined;
      }
      if (!state.normal) {
        state = learn(state, sample.value);
        return undefined;
      }
      const watched = watch(state, state.normal, sample);
      state = watched.change ? nothingSeen : watched.state;
      return watched.change;
    },
  };
}

function learn(state: ChangeDetectorState, value: number): ChangeDetectorState {
  const learning = [...state.learning, value];
  if (learning.length < learningCount) return { ...state, learning };
  const values = Float64Array.from(learning);
  const { deviation, repetition } = measureNoise(values);
  const size = quantile(values.map(Math.abs), 0.5);
  const least = Math.max(leastNoiseShare * size, Number.MIN_VALUE);
  const normal = {
    level: quantile(values, 0.5),
    deviation: Math.max(deviation * Math.sqrt(repetition), least),
  };
  return { ...nothingSeen, normal };
}

function watch(
  state: ChangeDetectorState,
  { level, deviation }: NormalLevel,
  { timeMs, value }: TimedValue,
): { state: ChangeDetectorState; change?: LevelChange } {
  const far = (value - level) / deviation;
  const trimmed = Math.min(Math.max(far, -trimDeviations), trimDeviations);
  const rise = addToCusum(state.rise, trimmed, allowance);
  const fall = addToCusum(state.fall, -trimmed, allowance);
  const next = {
    ...state,
    rise,
    fall,
    riseSinceMs: rise.count === 1 ? timeMs : state.riseSinceMs,
    fallSinceMs: fall.count === 1 ? timeMs : state.fallSinceMs,
    watched: state.watched + 1,
  };
  const isUp = rise.sum >= threshold;
  if (!isUp && fall.sum < threshold) return { state: next };
  const { count, total } = isUp ? rise : fall;
  const moved = (deviation * total) / count;
  const falseAlarms =
    (2 * next.watched) / falseAlarmInterval(allowance, threshold);
  const change: LevelChange = {
    sinceMs: isUp ? next.riseSinceMs : next.fallSinceMs,
    detectedMs: timeMs,
    direction: isUp ? 'up' : 'down',
    before: level,
    after: isUp ? level + moved : level - moved,
    confidence: Math.exp(-falseAlarms),
  };
  return { state: next, change };
}
