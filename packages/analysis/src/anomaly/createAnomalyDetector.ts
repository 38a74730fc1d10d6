import type { AnomalyPoint, AnomalySample } from './AnomalyPoint';
import { CounterReader } from './counter/CounterReader';
import type { CounterReaderState } from './counter/CounterReader';
import { StreamModel } from './StreamModel';
import type { StreamModelState } from './StreamModel';

/** A detector at rest: JSON-safe, at most 20 KB. */
export interface AnomalyDetectorState {
  readonly reader: CounterReaderState;
  readonly model: StreamModelState;
}

/**
 * Watches one stream.
 *
 * - A point depends on the samples up to its own and on nothing else; the same samples give the same points.
 * - `createAnomalyDetector(detector.state())` goes on exactly where `detector` stands, also after a way through JSON.
 * - Every sample gives one point, in order.
 */
export interface AnomalyDetector {
  readonly update: (sample: AnomalySample) => AnomalyPoint;
  readonly state: () => AnomalyDetectorState;
}

/**
 * How many times over the dependent channels tell the same: evidence divided by this is −log10 of the tail probability. Measured on independent noise of
 * eight distributions and on the public series, not derived.
 */
const redundancy = 8.5 / 3;
/** Larger values are taken for this one, so that no sum overflows. */
const largestValue = 1e100;

/**
 * A streaming anomaly detector with one configuration for every series.
 *
 * - Shape: samples in arrival order, regular or not; constant memory.
 * - Unit: any; `expected`, `lower` and `upper` come in that of the value.
 * - Invalid input: a sample whose value or time is not finite is skipped and changes nothing; values past ±1e100 are cut there.
 * - Errors: none.
 * - Cost: about 3 µs a sample, at most 20 KB of state as JSON.
 * - Source: Fisher's sum of extreme-value tail probabilities (Hill 1975; Siffer et al. 2017) over several scales, the dependence taken off in the
 *   manner of Brown, "A method for combining non-independent, one-sided tests of significance", Biometrics 31 (1975).
 */
export function createAnomalyDetector(
  saved?: AnomalyDetectorState,
): AnomalyDetector {
  const reader = new CounterReader(saved?.reader);
  let model = new StreamModel(saved?.model);

  return {
    update({ timeMs, value: raw }) {
      if (!Number.isFinite(raw) || !Number.isFinite(timeMs))
        return { timeMs, phase: 'skipped', score: 0 };
      const value = Math.max(-largestValue, Math.min(largestValue, raw));
      const sample = { timeMs, value };
      if (reader.judge(sample)) model = new StreamModel();
      const reading = reader.read(sample);
      if (reading === undefined)
        return { timeMs, value, phase: 'skipped', score: 0 };
      const { isReady, evidence, expectation, kind, direction } = model.observe(
        timeMs,
        reading,
      );
      return {
        timeMs,
        value,
        phase: isReady ? 'ready' : 'warming-up',
        score: 1 - 10 ** (-evidence / redundancy),
        expected: expectation && reader.valueOf(expectation.expected),
        lower: expectation && reader.valueOf(expectation.lower),
        upper: expectation && reader.valueOf(expectation.upper),
        kind,
        direction,
      };
    },
    state: () => ({ reader: reader.state(), model: model.state() }),
  };
}
