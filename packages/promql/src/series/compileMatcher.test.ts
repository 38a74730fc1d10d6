import { PromqlError } from '../PromqlError';
import { compileMatchers } from './compileMatcher';
import type { LabelMatcher } from './LabelMatcher';

describe('compileMatchers()', () => {
  const matches = (
    labels: Record<string, string>,
    ...matchers: LabelMatcher[]
  ) => compileMatchers(matchers)(labels);

  it.each([
    ['=', 'x', true, false, false],
    ['=', '', false, false, true],
    ['!=', 'x', false, true, true],
    ['=~', 'x|z', true, false, false],
    ['=~', 'x?', true, false, true],
    ['!~', 'x', false, true, true],
    ['!~', '', true, true, false],
  ] as const)('%s%p compares whole values', (operator, value, x, xy, none) => {
    const matcher = { name: 'a', operator, value };
    expect(matches({ a: 'x' }, matcher)).toBe(x);
    expect(matches({ a: 'xy' }, matcher)).toBe(xy);
    expect(matches({ b: 'x' }, matcher)).toBe(none);
  });

  it('demands every matcher, and answers the same the second time', () => {
    const both = compileMatchers([
      { name: 'a', operator: '=~', value: '.+' },
      { name: 'b', operator: '!=', value: '1' },
    ]);
    const answers = () => [
      both({ a: 'x' }),
      both({ a: 'x', b: '1' }),
      both({}),
    ];
    expect(answers()).toStrictEqual([true, false, false]);
    expect(answers()).toStrictEqual([true, false, false]);
  });

  it('throws a PromqlError for a pattern that is none', () => {
    expect(() =>
      matches({}, { name: 'a', operator: '=~', value: '(' }),
    ).toThrow(PromqlError);
  });
});
