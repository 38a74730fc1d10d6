import fc from 'fast-check';

import { createLineMasker } from './createLineMasker';
import { joinPhrase } from './joinPhrase';
import type { MaskedToken } from './MaskedToken';
import { maskWord } from './maskWord';

const textOf = (tokens: readonly MaskedToken[]) =>
  tokens.map(token => token.text).join(' ');
const keyOf = (tokens: readonly MaskedToken[]) =>
  tokens.map(token => token.key).join(' ');
const mask = (line: string) => createLineMasker().mask(line);

/** The definition, without memory for words, for lines without `="`. */
function maskNaively(line: string): MaskedToken[] {
  const tokens: MaskedToken[] = [];
  // eslint-disable-next-line no-control-regex
  for (const word of line.split(/[\u0000-\u0020\u00a0]+/))
    if (word !== '') joinPhrase(tokens, maskWord(word));
  return tokens;
}

describe('createLineMasker()', () => {
  it.each([
    ['  two   blanks\tand a tab ', 'two blanks and a tab'],
    ['at Wed Mar 12 21:45:09 2031', 'at <*>'],
    ['at Fri Mar  7 06:07:08 2031.', 'at <*>.'],
    ['on 12 Mar 2031, then', 'on <*>, then'],
    [
      'from 2031-02-03 04:05:06 to 2031-02-03 07:08:09. Done',
      'from <*> to <*>. Done',
    ],
    ['Mon Apr 7 01:02:03 EDT 2031 boot', '<*> boot'],
    ['it may 5 times', 'it may <*> times'],
    [
      '10.0.0.1 "GET /carts/7 HTTP/1.1" status: 200',
      '<*> "GET <*>" status: <*>',
    ],
    ['tag="left door", uid=7', 'tag="<*>", uid=<*>'],
    [
      'level=info msg="listening on port" port=80',
      'level=info msg="listening on port" port=<*>',
    ],
    ['left="open and shut', 'left="open and shut'],
  ])('masks %j as %j', (line, text) => {
    expect(textOf(mask(line))).toBe(text);
  });

  it.each([
    ['size 512 MB', 'size <*>', 'size <*> MB'],
    [
      'sent 3333 bytes (3.25 KB), done',
      'sent <*>, done',
      'sent <*> bytes (<*> KB), done',
    ],
    ['took <1 sec', 'took <*>', 'took <*> sec'],
    ['TOTALS 1 2 3', 'TOTALS <*>', 'TOTALS <*> <*> <*>'],
    [
      'calls (0x1, 0x2, 0x3) made',
      'calls (<*>) made',
      'calls (<*>, <*>, <*>) made',
    ],
    [
      "loads ['app', 'auth'] now",
      "loads ['<*>'] now",
      "loads ['app', 'auth'] now",
    ],
    ['name = value, next', 'name = <*>, next', 'name = value, next'],
    ['name = some.value.', 'name = <*>.', 'name = some.value.'],
  ])('lets other lines decide on %j', (line, key, text) => {
    expect(keyOf(mask(line))).toBe(key);
    expect(textOf(mask(line))).toBe(text);
  });

  it('shows a long list as one variable at once', () => {
    expect(textOf(mask(`delete ${'chunk_17 '.repeat(100)}now`))).toBe(
      'delete <*> now',
    );
  });

  it('gives no token for a line without text', () => {
    expect([mask(''), mask(' \t\u0000\r')]).toEqual([[], []]);
  });

  it('takes the rest of a long line, of a line of many words, and of a long word for one variable', () => {
    expect(textOf(mask(`${'word '.repeat(150)}`)).endsWith('word')).toBe(true);
    expect(
      mask('word '.repeat(10_000))
        .map(token => token.key)
        .at(-1),
    ).toBe('<*>');
    expect(mask('a '.repeat(10_000))).toHaveLength(257);
    expect(mask('('.repeat(5000)).map(token => token.key)).toEqual([
      `${'('.repeat(1024)}<*>`,
    ]);
  });

  it('gives what the definition gives, also for words that come again', () => {
    const masker = createLineMasker();
    const word = fc.oneof(
      fc.constantFrom(
        '17',
        'Jul',
        'GET',
        '5',
        'KB',
        '(1',
        'a=b',
        "'q'",
        'eth0',
        '=',
        '1,',
        '2005',
      ),
      fc
        .string({ unit: 'binary', maxLength: 6 })
        .map(text => text.replaceAll('="', '')),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), words => {
        const line = words.join(' ');
        expect(masker.mask(line)).toEqual(maskNaively(line));
      }),
      { seed: 1 },
    );
  });

  it.each([
    ['letters', 'a'.repeat(1_000_000)],
    ['colons', 'a:'.repeat(500_000)],
    ['numbers', '1,'.repeat(500_000)],
    ['quotes', '\'"'.repeat(500_000)],
    ['values', 'a="'.repeat(300_000)],
    ['blanks', ' '.repeat(1_000_000)],
    ['dots after an equals sign', `x = a${'.'.repeat(1000)}(b`],
    ['slashes', 'a/'.repeat(500_000)],
    ['schemes', 'a://'.repeat(250_000)],
    ['brackets', 'a=(['.repeat(250_000)],
    ['lone surrogates', '\ud800 \udfff='.repeat(100_000)],
  ])('gets through a long line of %s in bounded steps', (_name, line) => {
    const tokens = mask(line);
    expect(tokens.length).toBeLessThanOrEqual(257);
    expect(keyOf(tokens).length).toBeLessThan(40_000);
  });
});
