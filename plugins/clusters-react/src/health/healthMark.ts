import type { HealthStatus } from '@orrery/kubernetes-model';

/** Staleness and permission are states of the view, told with the same kind of mark. */
export type ViewMark = HealthStatus | 'Stale' | 'Forbidden';

export type Tone =
  | 'positive'
  | 'announcement'
  | 'warning'
  | 'negative'
  | 'neutral';

/** The one language of state: the same word and tone in table, drawer, card and chip. */
export const healthMark: Readonly<
  Record<ViewMark, { readonly word: string; readonly tone: Tone }>
> = {
  Healthy: { word: 'Healthy', tone: 'positive' },
  Progressing: { word: 'Progressing', tone: 'announcement' },
  Degraded: { word: 'Degraded', tone: 'warning' },
  Failed: { word: 'Failed', tone: 'negative' },
  Suspended: { word: 'Suspended', tone: 'neutral' },
  Unknown: { word: 'Unknown', tone: 'neutral' },
  Stale: { word: 'Stale', tone: 'warning' },
  Forbidden: { word: 'Not permitted', tone: 'neutral' },
};
