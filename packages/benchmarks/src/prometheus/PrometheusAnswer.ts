import type { ApiAnswer } from './PrometheusServer';

/** One series of an answer: values by time in seconds, both as the API prints them. */
export interface AnswerSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [number, string])[];
}

/** What a query yields, in one shape for both sides; an error keeps its text. */
export type Answer =
  | {
      readonly kind: 'scalar' | 'string' | 'vector' | 'matrix';
      readonly series: readonly AnswerSeries[];
    }
  | { readonly kind: 'error'; readonly error: string };

interface QueryData {
  readonly resultType: 'scalar' | 'string' | 'vector' | 'matrix';
  readonly result: unknown;
}

interface RawSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

/** Why a query was refused; the API names the parameter before that, which says nothing of the query. */
export function reasonOf({ error }: { readonly error: string }): string {
  return error.replace(/^invalid parameter "\w+": /, '');
}

/** An answer of `query` or `query_range`. */
export function parseAnswer(answer: ApiAnswer): Answer {
  if (answer.status === 'error') {
    return { kind: 'error', error: reasonOf(answer) };
  }
  const { resultType, result } = answer.data as QueryData;
  if (resultType === 'scalar' || resultType === 'string') {
    const point = result as readonly [number, string];
    return { kind: resultType, series: [{ labels: {}, points: [point] }] };
  }
  const series = (result as readonly RawSeries[]).map(
    ({ metric, value, values }) => ({
      labels: metric,
      points: values ?? (value === undefined ? [] : [value]),
    }),
  );
  return { kind: resultType, series };
}
