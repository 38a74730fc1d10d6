import { GoRegex } from './GoRegex';

describe('GoRegex', () => {
  const found = (pattern: string, text: string) =>
    new GoRegex(pattern).findAll(text).map(({ groups }) => groups[0]);

  it.each([
    ['a+', 'caaandaab', ['aaa', 'aa']],
    ['a*', 'baac', ['', 'aa', '']],
    ['', 'ab', ['', '', '']],
    ['x|', 'axb', ['', 'x', '']],
    ['😀', 'a😀b😀', ['😀', '😀']],
    ['(?i)NODE', 'node Node', ['node', 'Node']],
  ])('finds %j in %j as Go does', (pattern, text, matches) => {
    expect(found(pattern, text)).toEqual(matches);
  });

  it('stops at the limit', () => {
    expect(new GoRegex('a').findAll('aaaa', 2)).toHaveLength(2);
  });

  it('tells offsets in the text, and groups that took no part as missing', () => {
    expect(new GoRegex('(?P<x>b)|(c)').findAll('abc')).toEqual([
      { start: 1, end: 2, groups: ['b', 'b', undefined] },
      { start: 2, end: 3, groups: ['c', undefined, 'c'] },
    ]);
  });

  it('expands groups by number and name, and dollars', () => {
    const regex = new GoRegex('(?P<key>\\w+)=(\\w+)');
    const replaced = regex.replace('a=1 b=2', match =>
      regex.expand('${key}:$2$$', match),
    );
    expect(replaced).toBe('a:1$ b:2$');
  });

  it('tells what it costs, so that a hostile template can be stopped', () => {
    const spent: number[] = [];
    new GoRegex('a').findAll('a'.repeat(10), Infinity, n => spent.push(n));
    expect(spent.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(10);
    expect(() =>
      new GoRegex('a').findAll('a'.repeat(10), Infinity, () => {
        throw new RangeError('enough');
      }),
    ).toThrow('enough');
  });

  it('takes linear time where backtracking would take for ever', () => {
    expect(new GoRegex('(a|a)*$').test(`${'a'.repeat(2_000)}!b`)).toBe(true);
    expect(new GoRegex('^(a+)+$').test(`${'a'.repeat(5_000)}!`)).toBe(false);
  });

  it.each([
    ['(', 'error parsing regexp: missing closing ): `(`'],
    ['a**', 'error parsing regexp: invalid nested repetition operator: `**`'],
    [
      '(?=a)',
      'error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
    ],
  ])('refuses %j in the words of Go', (pattern, message) => {
    expect(() => new GoRegex(pattern)).toThrow(message);
  });
});
