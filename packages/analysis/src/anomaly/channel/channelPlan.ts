import type { AnomalyKind } from '../AnomalyPoint';
import type { ChannelOptions } from './EvidenceChannel';

/** What a channel looks at, and what it means when it speaks loudest. */
export interface PlannedChannel extends ChannelOptions {
  readonly of: 'value' | 'change' | 'residual';
  readonly kind: AnomalyKind;
  /** The meaning while the stream has no season. */
  readonly otherwise?: AnomalyKind;
}

const value = { of: 'value', sides: 'both' } as const;
const change = { of: 'change', sides: 'up' } as const;
const residual = {
  of: 'residual',
  sides: 'both',
  kind: 'season-break',
} as const;

/**
 * The ways in which every stream is looked at: values, absolute changes, and residuals from the season, each at scales of a factor of four.
 */
export const channelPlan: readonly PlannedChannel[] = [
  { ...value, span: 1, kind: 'spike' },
  { ...value, span: 4, kind: 'spike' },
  { ...value, span: 16, kind: 'level-shift' },
  { ...value, span: 64, kind: 'level-shift' },
  { ...change, span: 1, kind: 'spike' },
  { ...change, span: 16, kind: 'variance-change' },
  { ...residual, span: 1, otherwise: 'spike' },
  { ...residual, span: 4, otherwise: 'spike' },
  { ...residual, span: 16, otherwise: 'level-shift' },
];
