import { searchRegex } from './searchRegex';

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

  it('replaces and counts every match', () => {
    const regex = searchRegex('(?P<n>\\d+)(ms|s)');
    if (regex.kind === 'error') throw new Error(regex.reason);
    expect([
      regex.replaceAll('15ms, 20s', '<${n} $2 $$>'),
      regex.count('15ms, 20s'),
    ]).toEqual(['<15 ms $>, <20 s $>', 2]);
  });

  it('says what is wrong with a pattern, without anchors of its own', () => {
    expect(searchRegex('a(')).toStrictEqual({
      kind: 'error',
      reason: 'error parsing regexp: missing closing ): `a(`',
    });
  });
});
