import fc from 'fast-check';
import { compareText } from './compareText';
import { copyGoValue, toGoValue } from './toGoValue';
import { toPlainValue } from './toPlainValue';
import { utf8Bytes, utf8Length, utf8Text } from './utf8';
import { decodeBase64, encodeBase64 } from '../digest/base64';
import { sha256Hex } from '../digest/sha256';
import { formatJson } from '../sprig/formatJson';

describe('toGoValue()', () => {
  it('gives JSON back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(toPlainValue(toGoValue(value))).toEqual(value);
        const text = formatJson(toGoValue(value), { escapesHtml: true });
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 3 },
    );
  });

  it('copies what could be changed', () => {
    const map = new Map([['list', [new Map([['a', 1]])]]]);
    const copy = copyGoValue(map);
    expect(copy).toEqual(map);
    expect(copy.get('list')).not.toBe(map.get('list'));
  });
});

describe('utf8', () => {
  it.each(['', 'abc', 'é', '€', '😀', 'a😀é', '\ud800x'])(
    'counts and codes %j as UTF-8 does',
    text => {
      const expected = Buffer.from(text, 'utf8');
      expect([...utf8Bytes(text)]).toEqual([...expected]);
      expect(utf8Length(text)).toBe(expected.length);
      expect(utf8Text(expected)).toBe(expected.toString('utf8'));
    },
  );

  it('replaces what is no UTF-8', () => {
    const broken = Uint8Array.from([
      0x61, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf0,
    ]);
    expect(utf8Text(broken)).toBe('a\ufffd\ufffd(\ufffd\ufffd\ufffd\ufffd');
  });
});

describe('compareText()', () => {
  it('orders by code point, as the bytes of UTF-8 do', () => {
    const texts = ['b', '', 'a', 'ab', '\uffee', '😀', 'é', 'Z'];
    const byBytes = [...texts].sort((left, right) =>
      Buffer.compare(Buffer.from(left), Buffer.from(right)),
    );
    expect([...texts].sort(compareText)).toEqual(byBytes);
  });
});

describe('digests', () => {
  it('agrees with the definitions on texts of any length', () => {
    // FIPS 180-4 examples, and lengths around the size of a block.
    expect(sha256Hex('')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(
      sha256Hex('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'),
    ).toBe('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1');
    expect(sha256Hex('a'.repeat(64))).toBe(
      'ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb',
    );
  });

  it('codes base64 both ways', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(encodeBase64(text)).toBe(
          Buffer.from(text, 'utf8').toString('base64'),
        );
        expect(decodeBase64(encodeBase64(text))).toBe(text);
      }),
      { seed: 5 },
    );
    expect(() => decodeBase64('abc')).toThrow(
      'illegal base64 data at input byte 3',
    );
  });
});
