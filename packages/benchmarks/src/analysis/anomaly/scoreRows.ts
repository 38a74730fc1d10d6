import {
  anomalyThreshold,
  createAnomalyDetector,
  createAnomalyEventBuilder,
} from '@orrery/analysis';

/** One row of a series file. */
export interface SeriesRow {
  /** `2014-02-14 14:30:00`, without a zone. */
  readonly timestamp: string;
  readonly value: string;
}

/**
 * The score of each row. Rows that repeat an anomaly which is already reported get 0: an operator hears of it once.
 * A value or time that cannot be read is skipped by the detector and gets 0.
 */
export function scoreRows(rows: Iterable<SeriesRow>): number[] {
  const detector = createAnomalyDetector();
  const events = createAnomalyEventBuilder();
  return Array.from(rows, ({ timestamp, value }) => {
    const point = detector.update({
      timeMs: Date.parse(`${timestamp.replace(' ', 'T')}Z`),
      value: value.trim() === '' ? NaN : Number(value),
    });
    const change = events.update(point);
    const isRepeat =
      point.score >= anomalyThreshold && change?.kind !== 'opened';
    return isRepeat ? 0 : point.score;
  });
}
