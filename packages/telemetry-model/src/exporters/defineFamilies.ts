import {
  sampleEach,
  type FamilyDefinition,
  type Labels,
  type MetricFamily,
  type Series,
} from '../series/Series';
import type { TelemetryContext } from '../series/TelemetryContext';

/** A family of this package. */
export type Family = FamilyDefinition<TelemetryContext>;

/** One series to be: its labels and its value at a moment, NaN where it does not exist. */
export interface SeriesPlan {
  readonly labels: Labels;
  readonly valueAt: (timeMs: number) => number;
  /** Called with the last time before values are asked for. */
  readonly prepare?: (untilMs: number) => void;
}

/** A family of plain series (no histogram) from their plans. */
export function defineFamily(
  type: 'counter' | 'gauge',
  name: string,
  help: string,
  plan: (context: TelemetryContext) => readonly SeriesPlan[],
): Family {
  return {
    name,
    help,
    type,
    series: context => plan(context).map(toSeries(name)),
  };
}

/** A histogram by its buckets: `totalBelow(Infinity)` is its count, `sumAt` the sum of what was observed. */
export interface HistogramPlan {
  readonly labels: Labels;
  /** How many observations up to a moment were at or below an upper bound; NaN where it does not exist. */
  readonly below: (bound: number) => Omit<SeriesPlan, 'labels'>;
  readonly sum: Omit<SeriesPlan, 'labels'>;
}

/** A family of classic histograms with the given upper bounds; `+Inf` is added. */
export function defineHistogram(
  family: Omit<MetricFamily, 'type'>,
  bounds: readonly number[],
  plan: (context: TelemetryContext) => readonly HistogramPlan[],
): Family {
  const { name } = family;
  return {
    ...family,
    type: 'histogram',
    series: (context, sampleName) =>
      plan(context).flatMap(({ labels, below, sum }) => {
        if (sampleName === `${name}_sum`) {
          return [toSeries(sampleName)({ ...sum, labels })];
        }
        if (sampleName === `${name}_count`) {
          return [toSeries(sampleName)({ ...below(Infinity), labels })];
        }
        return [...bounds, Infinity].map(bound =>
          toSeries(sampleName)({
            ...below(bound),
            labels: {
              ...labels,
              le: bound === Infinity ? '+Inf' : String(bound),
            },
          }),
        );
      }),
  };
}

function toSeries(name: string): (plan: SeriesPlan) => Series {
  return ({ labels, valueAt, prepare }) => {
    const each = sampleEach(valueAt);
    return {
      name,
      labels,
      sample: timesMs => {
        if (prepare && timesMs.length > 0) prepare(timesMs[timesMs.length - 1]);
        return each(timesMs);
      },
    };
  };
}
