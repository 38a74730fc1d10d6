import { type Labels, markStale, type StoredSeries } from '@orrery/promql';

interface Points {
  readonly labels: Labels;
  readonly timesMs: number[];
  readonly values: number[];
  readonly ends: number[];
  lastEvaluation: number;
}

/** Collects samples evaluation by evaluation, and notices where a series ends. */
export class SeriesPoints {
  readonly #series = new Map<string, Points>();
  readonly #evaluationsMs: number[] = [];

  evaluatedAt(timeMs: number): void {
    this.#evaluationsMs.push(timeMs);
  }

  add(key: string, value: number, labelsOf: () => Labels): void {
    const place = this.#evaluationsMs.length - 1;
    const points = this.#series.get(key) ?? {
      ...{ labels: labelsOf(), timesMs: [], values: [], ends: [] },
      lastEvaluation: place - 1,
    };
    this.#series.set(key, points);
    this.#end(points, place);
    points.timesMs.push(this.#evaluationsMs[place]);
    points.values.push(value);
    points.lastEvaluation = place;
  }

  series(): readonly StoredSeries[] {
    return [...this.#series.values()].map(points => {
      this.#end(points, this.#evaluationsMs.length);
      const timestampsMs = Float64Array.from(points.timesMs);
      const values = Float64Array.from(points.values);
      for (const place of points.ends) markStale(values, place);
      return {
        labels: points.labels,
        samples: () => ({ timestampsMs, values }),
      };
    });
  }

  /** A marker at the evaluation after the last sample, where that is not the next one. */
  #end(points: Points, place: number): void {
    const endedAt = points.lastEvaluation + 1;
    if (endedAt >= place || points.timesMs.length === 0) return;
    points.ends.push(points.timesMs.length);
    points.timesMs.push(this.#evaluationsMs[endedAt]);
    points.values.push(0);
    points.lastEvaluation = place;
  }
}
