import type { AnomalyKind } from '../AnomalyPoint';

/**
 * What a channel looks at. `value`: the distance from the median of the past. `step`: the difference from the sample before. `unrest`: the size of the step,
 * from the median size. `error`: the difference from the expected value. `residual`: the difference from what the season foretells, whether or not
 * the season is believed.
 */
export type Statistic = 'value' | 'step' | 'unrest' | 'error' | 'residual';

/** A channel and what it means when it speaks loudest. */
export interface PlannedChannel {
  /** Samples that the exponential smoothing spans; 1 = none. */
  readonly span: number;
  readonly of: Statistic;
  readonly kind: AnomalyKind;
  /** The meaning while the stream has no season. */
  readonly otherwise?: AnomalyKind;
}

const season = { of: 'residual', kind: 'season-break' } as const;

/** The ways in which every stream is looked at, slow ones at scales of a factor of four. */
export const channelPlan: readonly PlannedChannel[] = [
  { of: 'value', span: 1, kind: 'spike' },
  { of: 'value', span: 4, kind: 'spike' },
  { of: 'value', span: 16, kind: 'level-shift' },
  { of: 'value', span: 64, kind: 'level-shift' },
  { of: 'step', span: 1, kind: 'spike' },
  { of: 'unrest', span: 16, kind: 'variance-change' },
  { of: 'error', span: 1, kind: 'spike' },
  { ...season, span: 1, otherwise: 'spike' },
  { ...season, span: 16, otherwise: 'level-shift' },
];
