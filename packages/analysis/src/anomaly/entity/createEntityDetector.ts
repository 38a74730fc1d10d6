import type { AnomalyPoint } from '../AnomalyPoint';
import type {
  AnomalyDetector,
  AnomalyDetectorState,
} from '../createAnomalyDetector';
import { createAnomalyDetector } from '../createAnomalyDetector';
import { severityOf } from '../severityOf';
import { TailEstimator } from '../tail/TailEstimator';
import type { TailState } from '../tail/TailEstimator';

/** The streams of one entity at one time. */
export interface EntitySample {
  readonly timeMs: number;
  /** Value by stream name; a stream may be missing now and then. */
  readonly values: Readonly<Record<string, number>>;
}

/**
 * What the detector says of the entity; JSON-safe. `kind` and `direction` are those of the leading stream, whose `expected` is in its own point. Fit for an
 * anomaly event builder.
 */
export interface EntityPoint extends AnomalyPoint {
  /** The stream with the rarest value, when any was rare. */
  readonly leading?: string;
  /** Each stream's own point, in the order of the sample. */
  readonly streams: readonly (readonly [name: string, point: AnomalyPoint])[];
}

/** An entity detector at rest: at most 20 KB for each stream. */
export interface EntityDetectorState {
  readonly streams: readonly (readonly [string, AnomalyDetectorState])[];
  readonly judged: number;
  readonly tail: TailState;
}

/**
 * Watches the streams of one entity together.
 *
 * - A point depends on the samples up to its own and on nothing else; the order of names does not matter for the score.
 * - `createEntityDetector(detector.state())` goes on exactly where `detector` stands.
 */
export interface EntityDetector {
  readonly update: (sample: EntitySample) => EntityPoint;
  readonly state: () => EntityDetectorState;
}

/** Judged samples before the first joint judgement. */
const warmUpSamples = 200;
const jointTail = { size: 40, memory: 20_000 };

/**
 * Finds what is unusual of several streams at once, even when none of them is by itself: the severities of all streams are added, and the rarity of the
 * sum is read from its own past. So streams that always move together do not count twice.
 *
 * - Shape: one value for each stream and time, in arrival order; memory constant for each stream name ever seen.
 * - Unit: any.
 * - Invalid input: values that are not finite are skipped as by `createAnomalyDetector`; a sample without any is `skipped`.
 * - Errors: none.
 * - Cost: that of `createAnomalyDetector` for each stream.
 * - Source: Fisher's sum with its null distribution learned on line by the tail of TailEstimator.
 */
export function createEntityDetector(
  saved?: EntityDetectorState,
): EntityDetector {
  const detectors = new Map<string, AnomalyDetector>(
    saved?.streams.map(([name, state]) => [name, createAnomalyDetector(state)]),
  );
  const tail = new TailEstimator(jointTail, saved?.tail);
  let judged = saved?.judged ?? 0;

  const detectorOf = (name: string): AnomalyDetector => {
    const known = detectors.get(name);
    if (known) return known;
    const added = createAnomalyDetector();
    detectors.set(name, added);
    return added;
  };

  return {
    update({ timeMs, values }) {
      const streams = Object.entries(values).map(
        ([name, value]) =>
          [name, detectorOf(name).update({ timeMs, value })] as const,
      );
      const ready = streams.filter(([, { phase }]) => phase === 'ready');
      if (ready.length === 0)
        return { timeMs, phase: phaseOf(streams), score: 0, streams };
      const joint = sumOf(ready.map(([, { score }]) => severityOf(score)));
      const surprise = tail.surpriseOf(joint, judged);
      judged += 1;
      tail.add(joint, judged);
      const [leading, point] = ready.reduce((most, stream) =>
        stream[1].score > most[1].score ? stream : most,
      );
      const isReady = judged > warmUpSamples;
      return {
        timeMs,
        phase: isReady ? 'ready' : 'warming-up',
        score: isReady ? 1 - 10 ** -surprise : 0,
        kind: point.kind,
        direction: point.direction,
        leading: point.score > 0 ? leading : undefined,
        streams,
      };
    },
    state: () => ({
      streams: Array.from(
        detectors,
        ([name, detector]) => [name, detector.state()] as const,
      ),
      judged,
      tail: tail.state(),
    }),
  };
}

function phaseOf(
  streams: readonly (readonly [string, AnomalyPoint])[],
): AnomalyPoint['phase'] {
  return streams.some(([, { phase }]) => phase === 'warming-up')
    ? 'warming-up'
    : 'skipped';
}

/** Smallest first, so that the sum does not depend on the order. */
function sumOf(severities: readonly number[]): number {
  return severities
    .toSorted((a, b) => a - b)
    .reduce((sum, severity) => sum + severity, 0);
}
