import * as fc from 'fast-check';
import { ModelError } from '../ModelError';
import { formatLabelSelector } from './formatLabelSelector';
import type { LabelOperator, LabelRequirement } from './LabelRequirement';
import { parseLabelSelector } from './parseLabelSelector';

function requirement(
  key: string,
  operator: LabelOperator,
  ...values: readonly string[]
): LabelRequirement {
  return { key, operator, values };
}

function outcomeOf(selector: string): string {
  try {
    parseLabelSelector(selector);
    return 'read';
  } catch (error) {
    return error instanceof ModelError ? 'refused' : String(error);
  }
}

describe('parseLabelSelector()', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['a=b', [requirement('a', 'In', 'b')]],
    ['a==b', [requirement('a', 'In', 'b')]],
    [' a = b ', [requirement('a', 'In', 'b')]],
    ['a!=b', [requirement('a', 'NotIn', 'b')]],
    ['a in (x,y)', [requirement('a', 'In', 'x', 'y')]],
    ['a in(x, y , x)', [requirement('a', 'In', 'x', 'y')]],
    ['a notin (x)', [requirement('a', 'NotIn', 'x')]],
    ['a', [requirement('a', 'Exists')]],
    ['!a', [requirement('a', 'DoesNotExist')]],
    ['! a', [requirement('a', 'DoesNotExist')]],
    ['a>1', [requirement('a', 'Gt', '1')]],
    ['a < 10', [requirement('a', 'Lt', '10')]],
    ['a=', [requirement('a', 'In', '')]],
    ['a=,b', [requirement('a', 'In', ''), requirement('b', 'Exists')]],
    ['a in ()', [requirement('a', 'In', '')]],
    ['a in (,x)', [requirement('a', 'In', '', 'x')]],
    ['a in (x,)', [requirement('a', 'In', 'x', '')]],
    ['in in (in,notin)', [requirement('in', 'In', 'in', 'notin')]],
    ['notin=in', [requirement('notin', 'In', 'in')]],
    [
      'app.kubernetes.io/name=web,tier in (a,b),!canary,env!=dev',
      [
        requirement('app.kubernetes.io/name', 'In', 'web'),
        requirement('tier', 'In', 'a', 'b'),
        requirement('canary', 'DoesNotExist'),
        requirement('env', 'NotIn', 'dev'),
      ],
    ],
  ])('reads "%s"', (text, requirements) => {
    expect(parseLabelSelector(text)).toEqual(requirements);
  });

  it.each([
    ['a=b,', `found '', expected: identifier after ','`],
    [',a', `found ',', expected: '!', identifier`],
    ['a=b c', `found 'c', expected: ',' or 'end of string'`],
    ['a b', `found 'b', expected: in, notin, =, ==, !=, gt, lt`],
    ['a ! b', `found '!', expected: in, notin, =, ==, !=, gt, lt`],
    ['!a=b', `found '=', expected: ',' or 'end of string'`],
    ['!', `found '', expected: identifier`],
    ['=b', `found '=', expected: '!', identifier`],
    ['a=(b)', `found '(', expected: identifier`],
    ['a in x', `found 'x', expected: '('`],
    ['a in', `found '', expected: '('`],
    ['a in (x', `found '', expected: ',' or ')'`],
    ['a in (x y)', `found 'y', expected: ',' or ')'`],
    ['a in ((x))', `found '(', expected: identifier`],
    [
      'a>x',
      `for 'Gt', 'Lt' operators, the value of "a" must be an integer, got "x"`,
    ],
    [
      'a>',
      `for 'Gt', 'Lt' operators, the value of "a" must be an integer, got ""`,
    ],
    ['constructor a', `found 'a', expected: in, notin, =, ==, !=, gt, lt`],
    [
      'a constructor b',
      `found 'constructor', expected: in, notin, =, ==, !=, gt, lt`,
    ],
  ])('refuses "%s"', (text, problem) => {
    expect(() => parseLabelSelector(text)).toThrow(
      new ModelError(
        'invalid-selector',
        `unable to parse requirement: ${problem}`,
      ),
    );
  });

  it.each([
    ['-a', /invalid label key "-a": name part must consist of/],
    ['a/', /invalid label key "a\/": name part must consist of/],
    ['A/b', /prefix part must be a DNS name/],
    ['a/b/c', /invalid label key "a\/b\/c"/],
    [`${'a'.repeat(64)}`, /no more than 63 characters, got 64/],
    [`${'a'.repeat(254)}/b`, /at most 253 characters/],
    ['a=-b', /invalid label value of "a": "-b" must consist of/],
    ['a=b/c', /invalid label value of "a"/],
    [`a=${'b'.repeat(64)}`, /no more than 63 characters, got 64/],
  ])('refuses the label of "%s"', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(message);
  });

  it('never throws anything but a ModelError, whatever the text', () => {
    const text = fc
      .array(
        fc.constantFrom(
          ...'a b = == != ! , ( ) in notin > < é \n . / -'.split(' '),
        ),
        { maxLength: 12 },
      )
      .map(words => words.join(' '));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), selector => {
        expect(outcomeOf(selector)).toMatch(/^(read|refused)$/);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('formatLabelSelector()', () => {
  const word = fc.stringMatching(/^[a-z]([a-z0-9.-]{0,8}[a-z0-9])?$/);
  const values = fc.uniqueArray(fc.oneof(word, fc.constant('')), {
    minLength: 1,
    maxLength: 3,
  });
  const number = fc.nat().map(String);
  const any: fc.Arbitrary<LabelRequirement> = fc.oneof(
    fc.record({
      key: word,
      operator: fc.constantFrom<LabelOperator>('In', 'NotIn'),
      values,
    }),
    fc.record({
      key: word,
      operator: fc.constantFrom<LabelOperator>('Exists', 'DoesNotExist'),
      values: fc.constant([]),
    }),
    fc.record({
      key: word,
      operator: fc.constantFrom<LabelOperator>('Gt', 'Lt'),
      values: fc.tuple(number),
    }),
  );

  it('writes what parseLabelSelector() reads back', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), requirements => {
        expect(parseLabelSelector(formatLabelSelector(requirements))).toEqual(
          requirements,
        );
      }),
      { seed: 1 },
    );
  });

  it.each(['a=b', 'a!=b', 'a in (x,y)', 'a notin (x,y)', 'a', '!a', 'a>1'])(
    'writes %s as it was read',
    text => {
      expect(formatLabelSelector(parseLabelSelector(text))).toBe(text);
    },
  );
});
