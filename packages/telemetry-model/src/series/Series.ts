/** Labels of a series, without its name. */
export type Labels = Readonly<Record<string, string>>;

/** One series as Prometheus would hold it. */
export interface Series {
  /** Of the samples: a histogram has `_bucket`, `_sum` and `_count`. */
  readonly name: string;
  readonly labels: Labels;
  /** Its values at ascending times (ms since the epoch); NaN where it does not exist. The same time gives the same value. */
  sample(timesMs: Float64Array): Float64Array;
}

/** What `/metrics` says above the samples of a family. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
}

/** The series of a family for a world. */
export interface FamilyDefinition<Context> extends MetricFamily {
  /** `sampleName` is one of the family's sample names; only its series are wanted. */
  series(context: Context, sampleName: string): readonly Series[];
}

/** Names that samples of a family carry. */
export function sampleNamesOf(family: MetricFamily): readonly string[] {
  return family.type === 'histogram'
    ? [`${family.name}_bucket`, `${family.name}_sum`, `${family.name}_count`]
    : [family.name];
}

/** Values by a function of one moment, which answers NaN where the series does not exist. */
export function sampleEach(
  valueAt: (timeMs: number) => number,
): Series['sample'] {
  return timesMs => {
    const values = new Float64Array(timesMs.length);
    for (let place = 0; place < timesMs.length; place++) {
      values[place] = valueAt(timesMs[place]);
    }
    return values;
  };
}
