import type {
  AnomalyDirection,
  AnomalyKind,
  AnomalyPoint,
} from '../AnomalyPoint';
import { anomalyThreshold } from '../anomalyThreshold';
import { severityOf } from '../severityOf';

/** A stretch of anomalous samples. JSON-safe. */
export interface AnomalyEvent {
  readonly startMs: number;
  readonly peakMs: number;
  /** The last anomalous sample so far. */
  readonly endMs: number;
  readonly peakValue?: number;
  /** What was expected instead at the peak. */
  readonly peakExpected?: number;
  /** −log10 of the tail probability at the peak: 3 at the threshold, 16 at most. */
  readonly severity: number;
  /** Kind and direction at the peak. */
  readonly kind: AnomalyKind;
  readonly direction?: AnomalyDirection;
  /** Anomalous samples in it. */
  readonly samples: number;
}

/** What a sample did to the events: nothing is said of samples that only repeat what is known. */
export type AnomalyEventChange =
  | { readonly kind: 'opened'; readonly event: AnomalyEvent }
  | { readonly kind: 'grew'; readonly event: AnomalyEvent }
  | { readonly kind: 'closed'; readonly event: AnomalyEvent };

/** An event builder at rest. */
export interface AnomalyEventBuilderState {
  readonly event?: AnomalyEvent;
  readonly calmSamples: number;
}

/**
 * Merges the anomalous points of one stream into events.
 *
 * - Per event: one `opened`, any number of `grew` (a new peak), one `closed`; events do not overlap.
 * - An event ends after 20 calm samples; anomalous samples before that belong to it and open nothing.
 */
export interface AnomalyEventBuilder {
  readonly update: (point: AnomalyPoint) => AnomalyEventChange | undefined;
  readonly state: () => AnomalyEventBuilderState;
}

/** Calm samples that end an event. */
const calmSamplesToClose = 20;

/**
 * Turns scored points into events with start, peak, end, severity and direction, and suppresses repeats.
 *
 * - Shape: the points of one detector in order; constant memory.
 * - Unit: times in milliseconds, severity in −log10 of a probability.
 * - Invalid input: points that were skipped or are of the warm-up change nothing.
 * - Errors: none.
 * - Cost: O(1).
 * - Source: runs declustering of threshold exceedances (Coles, An Introduction to Statistical Modeling of Extreme Values, 2001, § 5.3.2).
 */
export function createAnomalyEventBuilder(
  saved?: AnomalyEventBuilderState,
): AnomalyEventBuilder {
  let event = saved?.event;
  let calmSamples = saved?.calmSamples ?? 0;

  return {
    update(point) {
      if (point.phase !== 'ready') return undefined;
      if (point.score >= anomalyThreshold) {
        calmSamples = 0;
        const before = event;
        event = before ? extendEvent(before, point) : openEvent(point);
        if (!before) return { kind: 'opened', event };
        return event.severity > before.severity
          ? { kind: 'grew', event }
          : undefined;
      }
      if (!event) return undefined;
      calmSamples += 1;
      if (calmSamples < calmSamplesToClose) return undefined;
      const closed = event;
      event = undefined;
      return { kind: 'closed', event: closed };
    },
    state: () => ({ ...(event && { event }), calmSamples }),
  };
}

function openEvent(point: AnomalyPoint): AnomalyEvent {
  return {
    ...peakOf(point),
    startMs: point.timeMs,
    endMs: point.timeMs,
    samples: 1,
  };
}

function extendEvent(event: AnomalyEvent, point: AnomalyPoint): AnomalyEvent {
  const longer = { ...event, endMs: point.timeMs, samples: event.samples + 1 };
  return severityOf(point.score) > event.severity
    ? { ...longer, ...peakOf(point) }
    : longer;
}

function peakOf(point: AnomalyPoint) {
  const { timeMs, value, expected, kind, direction } = point;
  return {
    peakMs: timeMs,
    ...(value !== undefined && { peakValue: value }),
    ...(expected !== undefined && { peakExpected: expected }),
    severity: severityOf(point.score),
    kind: kind ?? 'spike',
    ...(direction && { direction }),
  };
}
