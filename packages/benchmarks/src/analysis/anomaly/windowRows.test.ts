import { parseWindows } from './parseWindows';
import { windowRows } from './windowRows';

const times = ['00:00', '00:05', '00:10', '00:05', '00:10', '00:15'];

describe('windowRows()', () => {
  it('finds the rows of both ends', () => {
    expect(windowRows(times, [['00:05', '00:10']])).toEqual([[1, 2]]);
  });

  it('looks for a later window behind the one before, where times repeat', () => {
    expect(
      windowRows(times, [
        ['00:00', '00:10'],
        ['00:05', '00:15'],
      ]),
    ).toEqual([
      [0, 2],
      [3, 5],
    ]);
  });

  it('names the time that no row has', () => {
    expect(() => windowRows(times, [['00:05', '00:20']])).toThrow(
      'no row from 1 on has the window time 00:20',
    );
  });
});

describe('parseWindows()', () => {
  it('reads files with and without windows', () => {
    expect(parseWindows({ 'a.csv': [['1', '2']], 'b.csv': [] })).toEqual(
      new Map([
        ['a.csv', [['1', '2']]],
        ['b.csv', []],
      ]),
    );
  });

  it.each([[null], ['x']])('refuses %j', json => {
    expect(() => parseWindows(json)).toThrow('must be an object');
  });

  it.each([[{ 'a.csv': 1 }], [{ 'a.csv': [['1']] }], [{ 'a.csv': [[1, 2]] }]])(
    'names the file of the malformed windows in %j',
    json => {
      expect(() => parseWindows(json)).toThrow('a.csv: windows must be pairs');
    },
  );
});
