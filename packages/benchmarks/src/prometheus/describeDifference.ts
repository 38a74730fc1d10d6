import type { Answer, AnswerSeries } from './PrometheusAnswer';

/**
 * Values may differ by this share of the greater one. Sums of floats in another order and the libraries of Go and JavaScript for
 * sines and powers differ in the last bits; nothing here is allowed more.
 */
export const relativeTolerance = 1e-9;

/** The first difference between two answers in a few words, or undefined where they agree. */
export function describeDifference(
  expected: Answer,
  actual: Answer,
): string | undefined {
  if (expected.kind === 'error' || actual.kind === 'error') {
    const left = expected.kind === 'error' ? expected.error : expected.kind;
    const right = actual.kind === 'error' ? actual.error : actual.kind;
    return left === right ? undefined : `${left} ≠ ${right}`;
  }
  if (expected.kind !== actual.kind) {
    return `${expected.kind} ≠ ${actual.kind}`;
  }
  const ours = new Map(actual.series.map(one => [keyOf(one), one]));
  if (ours.size !== actual.series.length) return 'a series appears twice';
  for (const series of expected.series) {
    const key = keyOf(series);
    const mine = ours.get(key);
    if (mine === undefined) return `missing ${key}`;
    ours.delete(key);
    const difference = describePoints(series, mine);
    if (difference !== undefined) return `${key}: ${difference}`;
  }
  const [surplus] = ours.keys();
  return surplus === undefined ? undefined : `not there: ${surplus}`;
}

/** The first place where two vectors have another order, or undefined; values that are equal may change places. */
export function describeOrder(
  expected: Answer,
  actual: Answer,
): string | undefined {
  if (expected.kind === 'error' || actual.kind === 'error') return undefined;
  const at = expected.series.findIndex(
    ({ points }, index) =>
      !areClose(points[0][1], actual.series[index].points[0][1]),
  );
  return at < 0 ? undefined : `another order from element ${at} on`;
}

function describePoints(
  expected: AnswerSeries,
  actual: AnswerSeries,
): string | undefined {
  if (expected.points.length !== actual.points.length) {
    return `${expected.points.length} ≠ ${actual.points.length} points`;
  }
  const at = expected.points.findIndex(([time, value], index) => {
    const [ourTime, ourValue] = actual.points[index];
    return (
      Math.abs(time - ourTime) > 5e-4 ||
      (value !== ourValue && !areClose(value, ourValue))
    );
  });
  if (at < 0) return undefined;
  return `${expected.points[at].join(' → ')} ≠ ${actual.points[at].join(
    ' → ',
  )}`;
}

function areClose(expected: string, actual: string): boolean {
  if (expected === actual) return true;
  const [a, b] = [expected, actual].map(text => Number(text));
  const scale = Math.max(Math.abs(a), Math.abs(b));
  return Math.abs(a - b) <= scale * relativeTolerance;
}

function keyOf({ labels }: AnswerSeries): string {
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${value}"`);
  return `{${pairs.join(', ')}}`;
}
