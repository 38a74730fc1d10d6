import { toGoValue } from '@orrery/go-template';
import { formatGoYaml } from './formatGoYaml';
import { parseGoYaml } from './parseGoYaml';

describe('formatGoYaml()', () => {
  it('writes maps in order and lists flush, as goyaml does', () => {
    const value = {
      b: [1, { y: 'x', x: [] }, [true, null]],
      a10: {},
      a2: 1.5,
      A: 1,
      '1': 'one',
      'a-b': '',
    };
    expect(formatGoYaml(toGoValue(value))).toBe(
      `"1": one
A: 1
a-b: ""
a2: 1.5
a10: {}
b:
- 1
- x: []
  "y": x
- - true
  - null`,
    );
  });

  it.each([
    ['true', '"true"'],
    ['08', '"08"'],
    ['a: b', "'a: b'"],
    ["it's", "it's"],
    ["'x'", "'''x'''"],
    ['tab\t', '"tab\\t"'],
    ['a\nb\n', '|\n  a\n  b'],
    ['a\nb', '|-\n  a\n  b'],
    ['\n a', '|2-\n\n   a'],
    ['a \nb', '"a \\nb"'],
    ['\u0007', '"\\a"'],
    ['', '""'],
    [' x', "' x'"],
    ['x #y', "'x #y'"],
    ['-', "'-'"],
    ['é', 'é'],
  ])('writes %j as a YAML 1.1 parser reads it back', (text, expected) => {
    expect(formatGoYaml(text)).toBe(expected);
    expect(parseGoYaml(`- ${formatGoYaml([text]).slice(2)}`)).toEqual([text]);
  });

  it('folds long texts behind 80 columns', () => {
    const text = 'word '.repeat(30).trim();
    const written = formatGoYaml(new Map([['key', text]]));
    expect(written.split('\n').map(line => line.length)).toEqual([84, 71]);
    expect(parseGoYaml(written)).toEqual({ key: text });
  });

  it('reads what Go reads: booleans of 1.1, numbers of both, dates as texts', () => {
    const text =
      'a: yes\nb: 010\nc: 0o17\nd: 1_000\ne: 2020-01-01\nf: 12:30:45\ng: ~\nh: 1e3\ni: "x"\nj: <<\n';
    expect(parseGoYaml(text)).toEqual({
      a: true,
      b: 8,
      c: 15,
      d: 1000,
      e: '2020-01-01',
      f: '12:30:45',
      g: null,
      h: 1000,
      i: 'x',
      j: '<<',
    });
    expect(parseGoYaml('')).toBeUndefined();
    expect(() => parseGoYaml('a: [1')).toThrow('line 1');
  });
});
