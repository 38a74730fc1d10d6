import { formatLabels } from './formatLabels';
import {
  compareLabels,
  dropLabels,
  keepLabels,
  keyOf,
  labelOf,
  type Labels,
  withLabel,
} from './Labels';

describe('labels', () => {
  it('are equal whatever their order, and when a value is empty', () => {
    expect(keyOf({ b: '2', a: '1', c: '' })).toBe(keyOf({ a: '1', b: '2' }));
    expect(keyOf({ a: '1', b: '2' })).not.toBe(keyOf({ a: '1b', '': '2' }));
  });

  it('named like members of Object are labels like others', () => {
    expect(labelOf({}, 'constructor')).toBe('');
    const odd = withLabel({}, '__proto__', 'x');
    expect(labelOf(odd, '__proto__')).toBe('x');
    expect(keepLabels(odd, ['__proto__', 'toString'])).toStrictEqual(odd);
    expect(Object.keys(dropLabels(odd, ['__proto__']))).toStrictEqual([]);
  });

  it('lose one that is set to nothing', () => {
    expect(withLabel({ a: '1', b: '2' }, 'a', '')).toStrictEqual({ b: '2' });
  });

  it('are ordered by the first that differs, then by number', () => {
    const sets: Labels[] = [
      { b: '1' },
      { a: '2' },
      { a: '1', b: '1' },
      { a: '1' },
      {},
      { a: '1', c: '0' },
    ];
    expect([...sets].sort(compareLabels)).toStrictEqual([
      {},
      { a: '1' },
      { a: '1', b: '1' },
      { a: '1', c: '0' },
      { a: '2' },
      { b: '1' },
    ]);
  });

  it('print sorted and quoted', () => {
    expect(formatLabels({ b: 'x"y', a: '1' })).toBe('{a="1", b="x\\"y"}');
  });
});
