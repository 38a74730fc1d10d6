import { evaluateInstant } from '../evaluation/evaluateInstant';
import { evaluateRange, type QueryRange } from '../evaluation/evaluateRange';
import type { EvaluationOptions } from '../evaluation/EvaluationOptions';
import { formatLabels } from '../series/formatLabels';
import { parseQuery } from '../syntax/parseQuery';

/** The answer to an instant query in short: a number, a text, or values by series (a list of `[ms, value]` for a range). */
export function askAt(
  timeMs: number,
  query: string,
  options: EvaluationOptions,
): number | string | Record<string, number | [number, number][]> {
  const result = evaluateInstant(parseQuery(query), timeMs, options);
  switch (result.kind) {
    case 'scalar':
    case 'string':
      return result.value;
    case 'vector':
      return Object.fromEntries(
        result.elements.map(({ labels, value }) => [shortOf(labels), value]),
      );
    default:
      return Object.fromEntries(
        result.series.map(({ labels, timestampsMs, values }) => [
          shortOf(labels),
          [...timestampsMs].map((ms, index) => [ms, values[index]]),
        ]),
      );
  }
}

/** The answer to a range query in short: `[ms, value]` by series. */
export function askOver(
  range: QueryRange,
  query: string,
  options: EvaluationOptions,
): Record<string, [number, number][]> {
  const { series } = evaluateRange(parseQuery(query), range, options);
  return Object.fromEntries(
    series.map(({ labels, timestampsMs, values }) => [
      shortOf(labels),
      [...timestampsMs].map((ms, index) => [ms, values[index]]),
    ]),
  );
}

function shortOf({ __name__: name = '', ...labels }: Record<string, string>) {
  return `${name}${formatLabels(labels)}`;
}
