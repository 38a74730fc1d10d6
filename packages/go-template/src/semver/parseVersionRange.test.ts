import { parseVersionRange } from './parseVersionRange';
import {
  compareSemanticVersions,
  formatSemanticVersion,
  parseSemanticVersion,
} from './SemanticVersion';

const parse = (text: string) => {
  const version = parseSemanticVersion(text);
  if (version === undefined) throw new Error(`no version: ${text}`);
  return version;
};

describe('parseVersionRange()', () => {
  // From the documentation and tests of Masterminds/semver v3.
  it.each([
    ['', ['1.0.0'], ['1.0.0-rc.1']],
    ['*', ['0.0.1', '9.9.9'], ['1.0.0-rc.1']],
    ['1.2.3', ['1.2.3', 'v1.2.3'], ['1.2.4']],
    ['=1.2', ['1.2.0', '1.2.9'], ['1.3.0']],
    ['1.2.x', ['1.2.0', '1.2.9'], ['1.3.0']],
    ['1.x', ['1.0.0', '1.9.0'], ['2.0.0']],
    ['!=1.2.3', ['1.2.4'], ['1.2.3']],
    ['!=1.2.x', ['1.3.0'], ['1.2.3']],
    ['>1.2.3', ['1.2.4', '2.0.0'], ['1.2.3']],
    ['>1.2', ['1.3.0'], ['1.2.9']],
    ['>=1.2.3', ['1.2.3'], ['1.2.2', '1.3.0-beta']],
    ['>=1.2.3-0', ['1.2.3', '1.3.0-beta'], ['1.2.2']],
    ['<1.2', ['1.1.9'], ['1.2.0']],
    ['<=1.2', ['1.2.9'], ['1.3.0']],
    ['~1.2.3', ['1.2.3', '1.2.9'], ['1.3.0', '1.2.2']],
    ['~1', ['1.0.0', '1.9.9'], ['2.0.0']],
    ['~1.2', ['1.2.0'], ['1.3.0']],
    ['^1.2.3', ['1.2.3', '1.9.0'], ['2.0.0']],
    ['^0.2.3', ['0.2.9'], ['0.3.0']],
    ['^0.0.3', ['0.0.3'], ['0.0.4']],
    ['^0', ['0.9.0'], ['1.0.0']],
    ['>=1.2 <2 || ^3', ['1.2.0', '3.1.0'], ['2.0.0', '4.0.0']],
    ['>=1.2, <1.5', ['1.4.0'], ['1.5.0']],
    ['1.2 - 2.3', ['1.2.0', '2.3.4'], ['2.4.0', '1.1.0']],
    ['>=1.28.0-0', ['1.35.0', '1.28.0-eks-1'], ['1.27.9']],
  ])('takes %j as Helm does', (text, inside, outside) => {
    const range = parseVersionRange(text);
    expect(inside.filter(version => !range?.(parse(version)))).toEqual([]);
    expect(outside.filter(version => range?.(parse(version)))).toEqual([]);
  });

  it.each(['??', '1.2.3.4', '>', '1.2 3x', '^^1'])('refuses %j', text => {
    expect(parseVersionRange(text)).toBeUndefined();
  });
});

describe('compareSemanticVersions()', () => {
  it('orders as semver.org does', () => {
    const ordered = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.2.0',
      '1.10.0',
      '2.0.0',
    ];
    const shuffled = [...ordered].reverse();
    shuffled.sort((left, right) =>
      compareSemanticVersions(parse(left), parse(right)),
    );
    expect(shuffled).toEqual(ordered);
  });

  it('leaves metadata out of account, and prints versions in full', () => {
    expect(compareSemanticVersions(parse('1.0.0+a'), parse('1.0.0+b'))).toBe(0);
    expect(
      ['v1.2', '1', '1.2.3-a.b+c'].map(text =>
        formatSemanticVersion(parse(text)),
      ),
    ).toEqual(['1.2.0', '1.0.0', '1.2.3-a.b+c']);
    expect(['', 'x', '1.2.3.4', '1.2.3-'].map(parseSemanticVersion)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
