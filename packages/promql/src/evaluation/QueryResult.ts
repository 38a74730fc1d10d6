import type { Labels } from '../series/Labels';
import type { Samples } from '../series/SeriesSource';

/** One series of a result; timestamps in ms, rising. */
export interface ResultSeries extends Samples {
  readonly labels: Labels;
}

/** Series ordered by labels. */
export interface MatrixResult {
  readonly kind: 'matrix';
  readonly series: readonly ResultSeries[];
}

/** What an instant query yields; the vector is in the order of evaluation, which `sort()` and `topk()` decide. */
export type InstantResult =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | {
      readonly kind: 'vector';
      readonly elements: readonly {
        readonly labels: Labels;
        readonly value: number;
      }[];
    }
  | MatrixResult;
