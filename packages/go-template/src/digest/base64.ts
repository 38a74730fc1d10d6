import { utf8Bytes, utf8Text } from '../values/utf8';

const alphabet =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Standard base64 of a text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  const bytes = utf8Bytes(text);
  let result = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first, second = 0, third = 0] = bytes.subarray(index, index + 3);
    const bits = (first << 16) | (second << 8) | third;
    const count = Math.min(bytes.length - index, 3);
    for (let digit = 0; digit < 4; digit += 1) {
      result +=
        digit <= count ? alphabet[(bits >> (18 - digit * 6)) & 63] : '=';
    }
  }
  return result;
}

/** The text of standard base64. Throws with Go's words for what is none. */
export function decodeBase64(encoded: string): string {
  const text = encoded.replace(/[\r\n]/g, '');
  const body = text.replace(/={1,2}$/, '');
  const bad =
    /[^A-Za-z0-9+/]/.exec(body)?.index ??
    (text.length % 4 === 0 ? -1 : body.length);
  if (bad >= 0 || body.length % 4 === 1) {
    throw new Error(`illegal base64 data at input byte ${Math.max(bad, 0)}`);
  }
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of body) {
    bits = (bits << 6) | alphabet.indexOf(character);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 0xff);
      bits &= (1 << held) - 1;
    }
  }
  return utf8Text(Uint8Array.from(bytes));
}
