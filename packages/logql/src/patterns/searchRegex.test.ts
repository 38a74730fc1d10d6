import { compileRegex } from '@orrery/promql';
import fc from 'fast-check';

import { searchRegex } from './searchRegex';
import { translateRegex } from './translateRegex';

const found = (pattern: string, text: string): boolean => {
  const regex = searchRegex(pattern);
  if (regex.kind === 'error') throw new Error(regex.reason);
  return regex.test(text);
};

describe('searchRegex()', () => {
  it.each([
    ['error', 'an error occurred', true],
    ['error|warn', 'a warning', true],
    ['(?i)ERROR', 'an error', true],
    ['(?i)kelvin', '300 \u212aELVIN', true],
    ['^a', 'ba', false],
    ['a$', 'ba', true],
    ['5\\d\\d', 'HTTP 503', true],
    ['\\bgc\\b', 'a gc run', true],
    ['a.c', 'a\nc', false],
    ['(a+)+$', `${'a'.repeat(300)}b`, false],
    ['[[:digit:]]+ms', 'took 15ms', true],
    ['a|b(?:c|d)', 'bd', true],
    ['', 'anything', true],
  ])('looks for %s in "%s": %s', (pattern, text, isThere) => {
    expect(found(pattern, text)).toBe(isThere);
  });

  it('names the groups of the leftmost match', () => {
    const groupsOf = (pattern: string, text: string) => {
      const regex = searchRegex(pattern);
      if (regex.kind === 'error') throw new Error(regex.reason);
      const groups = regex.namedGroupsOf(text);
      return groups && Object.fromEntries(groups);
    };
    const pattern = '(?P<n>\\d+)(?P<unit>ms|s)?';
    expect(groupsOf('(?P<n>\\d+) ?(ms)', 'a 15 ms 20 ms')).toStrictEqual({
      n: '15',
    });
    expect(groupsOf(pattern, 'a 15ms 20s')).toStrictEqual({
      n: '15',
      unit: 'ms',
    });
    expect(groupsOf(pattern, 'none')).toBeUndefined();
  });

  it('says what is wrong with a pattern, without anchors of its own', () => {
    expect(searchRegex('a(')).toStrictEqual({
      kind: 'error',
      reason: 'error parsing regexp: missing closing ): `a(`',
    });
  });
});

describe('translateRegex()', () => {
  it.each([
    '(a+)+',
    '(?:a|b)*',
    '.*a.*b.*c',
    '\\pL',
    'a{2,1}',
    '[[:alpha:]]',
    '(?s:a)',
    'a**',
    '\\Qa\\E',
    '\\Aa',
    '[z-a]',
    '(a',
    'a)',
    'x{1000}',
  ])('leaves %s to the machine that never backtracks', pattern => {
    expect(translateRegex(pattern)).toBeUndefined();
  });

  it('reads patterns as RE2 does', () => {
    const atom = fc.constantFrom(
      ...['a', 'b', '1', ' ', '.', '\\d', '\\w', '\\s', '\\.', '\\W', '\\/'],
      ...['[ab]', '[^a1]', '[a-c.]', '[\\d-]', '\\b', '^', '$', '-', '\\-'],
      ...['[\\w.]', '[^\\s"]', '"', '(?:a|b)', '(1)', '|', '\\t', '=', '_'],
    );
    const count = fc.constantFrom(
      '',
      '',
      '',
      '*',
      '+',
      '?',
      '{2}',
      '*?',
      '{1,}',
    );
    const pattern = fc
      .array(fc.tuple(atom, count), { maxLength: 5 })
      .map(parts => parts.flat().join(''));
    const text = fc
      .array(fc.constantFrom(...'ab1 ._"-\n\t='), { maxLength: 12 })
      .map(parts => parts.join(''));
    let compared = 0;
    fc.assert(
      fc.property(pattern, text, (source, value) => {
        const fast = translateRegex(source);
        const slow = compileRegex(`(?s:.*?)(?:${source})(?s:.*)`);
        if (fast === undefined || slow.kind === 'error') return;
        compared += 1;
        expect(fast.test(value)).toBe(slow.test(value));
      }),
      { numRuns: 3_000 },
    );
    expect(compared).toBeGreaterThan(1_000);
  });
});
