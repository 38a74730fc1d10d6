import { isVersionRange, matchVersion } from './matchVersion';

const TAGS = [
  'v1.0.0',
  '1.2.3',
  'v1.2.10',
  '2.0.0',
  '2.1.0-rc.1',
  'latest',
  '0.3.1',
  '0.3.9',
];

describe('matchVersion()', () => {
  it.each([
    ['1.2.*', 'v1.2.10'],
    ['1.x', 'v1.2.10'],
    ['^1.0.0', 'v1.2.10'],
    ['~1.2.3', 'v1.2.10'],
    ['^0.3.1', '0.3.9'],
    ['<1.2.3 >=1', 'v1.0.0'],
    ['>= 2.0.0', '2.0.0'],
    ['<=1.2.3, >1.0.0', '1.2.3'],
    ['=1.0.0 || ^2', '2.0.0'],
    ['*', '2.0.0'],
    ['>3', undefined],
    ['^x.y', undefined],
  ])('%s is %s', (range, tag) => {
    expect(matchVersion(range, TAGS)).toBe(tag);
  });
});

describe('isVersionRange()', () => {
  it('takes no name for a range', () => {
    expect(
      ['main', 'v1.2.3', '1.2.*', '^1', '*', 'x'].map(isVersionRange),
    ).toEqual([false, false, true, true, true, false]);
  });
});
