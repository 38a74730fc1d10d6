import { parseCsv, toCsvField } from './parseCsv';

describe('parseCsv()', () => {
  it('reads commas, quotes and line ends inside quoted fields', () => {
    expect(parseCsv('a,b\n"x, ""y""\nz",2\r\n')).toEqual([
      ['a', 'b'],
      ['x, "y"\nz', '2'],
    ]);
  });

  it('keeps empty fields and a last row without a line end', () => {
    expect(parseCsv('1,,\n2')).toEqual([['1', '', ''], ['2']]);
  });

  it.each(['plain', 'a,b', 'say "x"', 'two\nlines', ''])(
    'reads back what toCsvField() wrote: %j',
    text => {
      expect(parseCsv(`${toCsvField(text)},end\n`)).toEqual([[text, 'end']]);
    },
  );
});
