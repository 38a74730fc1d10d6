import { matchesLabelSelector } from './matchesLabelSelector';
import { parseLabelSelector } from './parseLabelSelector';

const matches = (
  selector: string,
  labels: Record<string, unknown> | undefined,
) => matchesLabelSelector(parseLabelSelector(selector), labels);

describe('matchesLabelSelector()', () => {
  it.each([
    ['', undefined, true],
    ['', { a: 'b' }, true],
    ['a=b', { a: 'b' }, true],
    ['a=b', { a: 'c' }, false],
    ['a=b', {}, false],
    ['a=b', undefined, false],
    ['a=', { a: '' }, true],
    ['a=', {}, false],
    ['a!=b', { a: 'c' }, true],
    ['a!=b', { a: 'b' }, false],
    ['a!=b', {}, true],
    ['a in (x,y)', { a: 'y' }, true],
    ['a in (x,y)', { a: 'z' }, false],
    ['a notin (x,y)', { a: 'z' }, true],
    ['a notin (x,y)', { a: 'x' }, false],
    ['a notin (x,y)', {}, true],
    ['a', { a: '' }, true],
    ['a', { b: '' }, false],
    ['!a', { b: '' }, true],
    ['!a', { a: '' }, false],
    ['a>3', { a: '10' }, true],
    ['a>3', { a: '3' }, false],
    ['a<3', { a: '-1' }, true],
    ['a<3', { a: 'x' }, false],
    ['a>3', {}, false],
    ['a=b,c', { a: 'b', c: '' }, true],
    ['a=b,c', { a: 'b' }, false],
    ['constructor', {}, false],
    ['!constructor', {}, true],
    ['a', { a: 7 }, false],
  ])('"%s" on %j is %s', (selector, labels, expected) => {
    expect(matches(selector, labels)).toBe(expected);
  });

  it('matches nothing with a comparison that has no number', () => {
    const requirements = [{ key: 'a', operator: 'Gt', values: [] }] as const;
    expect(matchesLabelSelector(requirements, { a: '1' })).toBe(false);
  });
});
