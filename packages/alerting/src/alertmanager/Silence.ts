/** Alerts that fit all matchers are not told while it is active; times in ms. */
export interface Silence {
  readonly id: string;
  readonly matchers: readonly SilenceMatcher[];
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly updatedAtMs: number;
  readonly createdBy: string;
  readonly comment: string;
}

/** A matcher as the API has it. */
export interface SilenceMatcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

/** A silence as somebody posts it; with an id it replaces that one. */
export type PostedSilence = Omit<Silence, 'id' | 'updatedAtMs'> & {
  readonly id?: string;
};

/** Where a silence stands. */
export type SilenceState = 'pending' | 'active' | 'expired';

/** The state of a silence at a time. */
export function silenceStateOf(
  { startsAtMs, endsAtMs }: Pick<Silence, 'startsAtMs' | 'endsAtMs'>,
  nowMs: number,
): SilenceState {
  if (nowMs < startsAtMs) return 'pending';
  // An expired one ends at the moment of its expiry, which is over at once.
  return nowMs >= endsAtMs ? 'expired' : 'active';
}
