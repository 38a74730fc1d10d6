import { PromqlError } from '../PromqlError';
import { compileRegex } from '../regex/compileRegex';
import type { LabelMatcher } from './LabelMatcher';
import { labelOf, type Labels } from './Labels';

/** A test for the value of one label. Throws a PromqlError for a pattern that is none. */
export function compileMatcher({
  operator,
  value,
}: LabelMatcher): (labelValue: string) => boolean {
  if (operator === '=') return labelValue => labelValue === value;
  if (operator === '!=') return labelValue => labelValue !== value;
  const regex = compileRegex(value);
  if (regex.kind === 'error') throw new PromqlError('parse', regex.reason);
  return operator === '=~'
    ? labelValue => regex.test(labelValue)
    : labelValue => !regex.test(labelValue);
}

/**
 * A test for the labels of a series, for those who implement a SeriesSource. It remembers its answer per value of a label, so a
 * regular expression runs once for each.
 */
export function compileMatchers(
  matchers: readonly LabelMatcher[],
): (labels: Labels) => boolean {
  const tests = matchers.map(matcher => ({
    name: matcher.name,
    test: remember(compileMatcher(matcher)),
  }));
  return labels => tests.every(({ name, test }) => test(labelOf(labels, name)));
}

function remember(
  test: (value: string) => boolean,
): (value: string) => boolean {
  const known = new Map<string, boolean>();
  return value => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const answer = test(value);
    known.set(value, answer);
    return answer;
  };
}
