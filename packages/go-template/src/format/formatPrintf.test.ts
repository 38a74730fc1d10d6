import type { GoValue } from '../values/GoValue';
import { formatPrintf } from './formatPrintf';

describe('formatPrintf()', () => {
  // What Go 1.25 printed through Helm 4.
  const cases: readonly (readonly [string, readonly GoValue[], string])[] = [
    ['%v %s %d %t %q', ['a', 'b', 3n, true, 'c"\n'], 'a b 3 true "c\\"\\n"'],
    ['%d', ['x'], '%!d(string=x)'],
    ['%s', [3n], '%!s(int=3)'],
    ['%s', [true], '%!s(bool=true)'],
    ['%d', [], '%!d(MISSING)'],
    ['%d', [1n, 2n], '1%!(EXTRA int=2)'],
    ['%z', [1n], '%!z(int=1)'],
    ['%', [], '%!(NOVERB)'],
    ['100%%', [], '100%'],
    ['%[2]d %[1]d', [1n, 2n], '2 1'],
    ['%[3]d', [1n], '%!d(BADINDEX)'],
    ['%*d|%-*d|', [5n, 1n, 3n, 2n], '    1|2  |'],
    ['%.*f', [2n, 3.14159], '3.14'],
    ['%5d|%-5d|%05d|%+d|% d', [3n, 4n, 5n, 6n, 7n], '    3|4    |00005|+6| 7'],
    [
      '%x %X %o %b %#x %c %U',
      [255n, 255n, 8n, 5n, 255n, 65n, 8364n],
      'ff FF 10 101 0xff A U+20AC',
    ],
    ['%x %q', ['héllo', 'é'], '68c3a96c6c6f "é"'],
    [
      '%6.2f|%e|%g|%.3g|%G',
      [3.14159, 1234.5, 1e21, 123456, 1e6],
      '  3.14|1.234500e+03|1e+21|1.23e+05|1E+06',
    ],
    ['%08.3f|%+.1f|%-8.1f|', [3.14159, 2.5, 1.25], '0003.142|+2.5|1.2     |'],
    ['%v %v %v', [1e6, 999999, 0.00001], '1e+06 999999 1e-05'],
    [
      '%v %s %v',
      [
        ['a', 1n],
        ['a', 'b'],
        new Map<string, GoValue>([
          ['b', 1n],
          ['a', undefined],
        ]),
      ],
      '[a 1] [a b] map[a:<nil> b:1]',
    ],
    ['%d', [['x', 1n]], '[%!d(string=x) 1]'],
    ['%q', [['a', 'b']], '["a" "b"]'],
    ['%v %d', [undefined, undefined], '<nil> %!d(<nil>)'],
    ['%T %T %T %T', [1n, 1.5, 'x', undefined], 'int float64 string <nil>'],
    ['%.2s|%5s|%-5s|', ['abc', 'ab', 'ab'], 'ab|   ab|ab   |'],
    ['%v %v %v', [NaN, Infinity, -Infinity], 'NaN +Inf -Inf'],
    [
      '%.1f %.4g %.0f %.0f %.2e',
      [1.25, 1234.5, 0.5, 1.5, 1.125],
      '1.2 1234 0 2 1.12e+00',
    ],
    ['%5000000d', [1n], '%!(BADWIDTH)%!(EXTRA int=1)'],
  ];
  it.each(cases)('prints %j of %p', (format, values, expected) => {
    expect(formatPrintf(format, values)).toBe(expected);
  });
});
