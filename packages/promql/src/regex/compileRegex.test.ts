import fc from 'fast-check';

import { compileRegex, type Regex } from './compileRegex';
import { expandTemplate } from './expandTemplate';

function regexOf(pattern: string): Regex {
  const regex = compileRegex(pattern);
  if (regex.kind === 'error') throw new Error(regex.reason);
  return regex;
}

function reasonOf(pattern: string): string {
  const regex = compileRegex(pattern);
  return regex.kind === 'error' ? regex.reason : `compiled ${pattern}`;
}

describe('compileRegex()', () => {
  it.each([
    ['a|b|', ['a', 'b', ''], ['c', 'ab']],
    ['a.c', ['abc', 'a😀c'], ['ac', 'a\nc', 'xabc', 'abcx']],
    ['(?s)a.c', ['a\nc'], ['ac']],
    ['(?i)Node(?-i)X', ['nodeX', 'NODEX'], ['nodex']],
    ['(?i:k)8s', ['K8s'], ['K8S']],
    ['[^0-9a]+', ['xyz'], ['xa', '']],
    ['[]a-]+', [']a-'], ['b']],
    ['[[:alpha:]_[:^alpha:]]', ['a', '1', '_'], ['ab']],
    ['[\\d.-]+', ['1.2-3'], ['x']],
    ['\\w+\\s\\D', ['ab c'], ['ab 1']],
    ['a{2,3}?b{2}c{1,}', ['aabbc', 'aaabbccc'], ['abbc', 'aabbb']],
    ['a{,2}', ['a{,2}'], ['a', 'aa']],
    ['(a+)+', ['aaa'], ['']],
    ['(a*)*', ['', 'aaa'], ['b']],
    ['^a$|^b', ['a', 'b'], ['ab']],
    ['x\\b-y', ['x-y'], ['xy']],
    ['(?m)a$\n^b', ['a\nb'], ['ab']],
    ['\\x41\\x{1F600}\\101\\.', ['A😀A.'], ['A']],
    ['\\Qa.b*\\E+', ['a.b*', 'a.b**'], ['axb', 'a.b*a.b*']],
    ['\\p{Greek}\\PL\\pN', ['α-1'], ['a-1', 'αb1']],
    ['\\A(?:a|ab)(?:c|bcd)\\z', ['abcd', 'ac', 'abc'], ['ad']],
  ])('%s matches whole values', (pattern, matching, others) => {
    const regex = regexOf(pattern);
    expect(matching.filter(text => !regex.test(text))).toStrictEqual([]);
    expect(others.filter(text => regex.test(text))).toStrictEqual([]);
  });

  it.each([
    ['(a+)(a*)', 'aaa', ['aaa', 'aaa', '']],
    ['(a+?)(a*)', 'aaa', ['aaa', 'a', 'aa']],
    ['(a|ab)(c|bcd)?', 'abcd', ['abcd', 'a', 'bcd']],
    ['(?U)(a+)(a*)', 'aaa', ['aaa', 'a', 'aa']],
    ['(a)|(b)', 'b', ['b', '', 'b']],
    ['(?:(a)|b)*', 'ab', ['ab', 'a']],
    ['(x*)*', '', ['', '']],
  ])('%s captures in the order of preference', (pattern, text, groups) => {
    expect(regexOf(pattern).groupsOf(text)).toStrictEqual(groups);
  });

  // As Go words them.
  it.each([
    ['(', 'missing closing ): `^(?:()$`'],
    ['*', 'missing argument to repetition operator: `*`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['[z-a]', 'invalid character class range: `z-a`'],
    ['[', 'missing closing ]: `[)$`'],
    ['x{2,1}', 'invalid repeat count: `{2,1}`'],
    ['x{1001}', 'invalid repeat count: `{1001}`'],
    ['(?=x)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?!x)', 'invalid or unsupported Perl syntax: `(?!`'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
    ['\\8', 'invalid escape sequence: `\\8`'],
  ])('refuses %s', (pattern, reason) => {
    expect(reasonOf(pattern)).toBe(`error parsing regexp: ${reason}`);
  });

  it('takes linear time where backtracking would take for ever', () => {
    const text = `${'a'.repeat(5_000)}!`;
    expect(regexOf('(a+)+$').test(text)).toBe(false);
    expect(regexOf('(a|a)*b').test(text)).toBe(false);
    expect(regexOf('(.*)(.*)(.*)(.*)x').test(text)).toBe(false);
  });

  it('refuses patterns that would be written out too long', () => {
    expect(reasonOf('((a{1000}){1000}){1000}')).toMatch(/invalid repeat count/);
    expect(reasonOf('((?:){1000}){1000}')).toMatch(/invalid repeat count/);
    expect(reasonOf('('.repeat(100_000))).toMatch(/missing closing/);
  });

  it('agrees with the expressions of JavaScript where both mean the same', () => {
    const patterns = fc.letrec<{ pattern: string; sequence: string }>(tie_ => ({
      pattern: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', 'a|b'),
        fc
          .tuple(tie_('sequence'), fc.constantFrom('*', '+', '?', '{1,2}', ''))
          .map(([body, times]) => `(${body})${times}`),
      ),
      sequence: fc
        .array(tie_('pattern'), { minLength: 1, maxLength: 3 })
        .map(parts => parts.join('')),
    }));
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 })
      .map(letters => letters.join(''));
    fc.assert(
      fc.property(patterns.sequence, text, (pattern, value) => {
        const expected = new RegExp(`^(?:${pattern})$`).test(value);
        expect(regexOf(pattern).test(value)).toBe(expected);
      }),
      { seed: 4, numRuns: 400 },
    );
  });
});

describe('expandTemplate()', () => {
  it.each([
    ['$1-$2', 'x-y'],
    ['${1}1 ${last}', 'x1 y'],
    ['$1x', ''],
    ['$9|$$|$', '|$|$'],
    ['${1', '${1'],
  ])('expands %s', (template, expected) => {
    const regex = regexOf('(x)(?P<last>y)');
    const groups = regex.groupsOf('xy') ?? [];
    expect(expandTemplate(template, regex, groups)).toBe(expected);
  });
});
