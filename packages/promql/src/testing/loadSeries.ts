import { createArraySource } from '../series/createArraySource';
import { markStale } from '../series/staleMarker';
import type { SeriesSource } from '../series/SeriesSource';
import { parseQuery } from '../syntax/parseQuery';

/**
 * A source written as text: `up{job="a"} 1 2 _ 3 stale` has a sample every `intervalMs` from 0 on, none at `_`, and a stale
 * marker at `stale`.
 */
export function loadSeries(
  intervalMs: number,
  ...lines: readonly string[]
): SeriesSource {
  return createArraySource(lines.map(line => seriesOf(intervalMs, line)));
}

function seriesOf(intervalMs: number, line: string) {
  const [, selector, points] = /^(\S*?(?:\{.*\})?) (.*)$/.exec(line) ?? [];
  const samples = points
    .split(' ')
    .map((text, index) => ({ text, timeMs: index * intervalMs }))
    .filter(({ text }) => text !== '_');
  const values = Float64Array.from(samples, ({ text }) =>
    Number(text.replace('Inf', 'Infinity')),
  );
  samples.forEach(({ text }, index) => {
    if (text === 'stale') markStale(values, index);
  });
  return {
    labels: labelsOf(selector),
    timestampsMs: Float64Array.from(samples, ({ timeMs }) => timeMs),
    values,
  };
}

function labelsOf(selector: string): Record<string, string> {
  const expr = parseQuery(selector);
  if (expr.kind !== 'vectorSelector') throw new Error(`${selector}?`);
  return Object.fromEntries(
    expr.matchers.map(({ name, value }) => [name, value]),
  );
}
