import {
  countAt,
  fieldAt,
  isTrueAt,
  numberAt,
  recordAt,
  recordsAt,
  stringAt,
  stringMapAt,
  stringsAt,
} from './fieldAt';

const data = {
  text: 'a',
  number: 1.5,
  count: 3,
  negative: -1,
  flag: true,
  nothing: null,
  below: { text: 'b', list: ['x', 1, null, { a: 1 }, ['y']] },
};

describe('fieldAt()', () => {
  it('reads at any depth', () => {
    expect(fieldAt(data, 'below', 'text')).toBe('b');
  });

  it('gives the value itself for no path', () => {
    expect(fieldAt(data)).toBe(data);
  });

  it.each([
    ['a missing field', ['missing', 'text']],
    ['null', ['nothing']],
    ['a field below null', ['nothing', 'text']],
    ['a field of a string', ['text', 'length']],
    ['an index of a list', ['below', 'list', '0']],
    ['an inherited field', ['constructor']],
    ['a prototype', ['__proto__', 'toString']],
  ])('reads %s as missing', (_, path) => {
    expect(fieldAt(data, ...path)).toBeUndefined();
  });

  it.each([null, undefined, 'text', 7, []])('reads nothing from %j', value => {
    expect(fieldAt(value, 'a')).toBeUndefined();
  });
});

describe('typed reading', () => {
  it('gives values of the asked type', () => {
    expect([
      stringAt(data, 'text'),
      numberAt(data, 'number'),
      countAt(data, 'count'),
      isTrueAt(data, 'flag'),
      recordAt(data, 'below')?.text,
    ]).toEqual(['a', 1.5, 3, true, 'b']);
  });

  it('reads other types as missing', () => {
    expect([
      stringAt(data, 'number'),
      numberAt(data, 'text'),
      numberAt({ n: NaN }, 'n'),
      countAt(data, 'number'),
      countAt(data, 'negative'),
      recordAt(data, 'below', 'list'),
    ]).toEqual(new Array(6).fill(undefined));
  });

  it.each(['true', 1, {}, null])('does not take %j for true', flag => {
    expect(isTrueAt({ flag }, 'flag')).toBe(false);
  });

  it('keeps of a list the entries of the asked type', () => {
    expect([
      stringsAt(data, 'below', 'list'),
      recordsAt(data, 'below', 'list'),
    ]).toEqual([['x'], [{ a: 1 }]]);
  });

  it('reads what is not a list as empty', () => {
    expect([
      stringsAt(data, 'text'),
      recordsAt(data, 'below'),
      stringMapAt(data, 'text'),
    ]).toEqual([[], [], {}]);
  });

  it('keeps of a map the string values', () => {
    expect(stringMapAt(data)).toEqual({ text: 'a' });
  });
});
