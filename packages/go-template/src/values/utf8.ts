/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code, 0));
    else if (code < 0x10000) {
      bytes.push(0xe0 | (code >> 12), tail(code, 6), tail(code, 0));
    } else {
      bytes.push(
        0xf0 | (code >> 18),
        tail(code, 12),
        tail(code, 6),
        tail(code, 0),
      );
    }
  }
  return Uint8Array.from(bytes);
}

/** How many bytes a text has in UTF-8. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (unit >= 0xd800 && unit <= 0xdbff && isLow(text, index + 1)) {
      length += 4;
      index += 1;
    } else length += 3;
  }
  return length;
}

/** The text of UTF-8 bytes; what is none becomes U+FFFD, a byte at a time. */
export function utf8Text(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; ) {
    const [codePoint, size] = decode(bytes, index);
    text += String.fromCodePoint(codePoint);
    index += size;
  }
  return text;
}

function decode(bytes: Uint8Array, index: number): [number, number] {
  const first = bytes[index];
  if (first < 0x80) return [first, 1];
  let size = 2;
  if (first >= 0xf0) size = 4;
  else if (first >= 0xe0) size = 3;
  const least = [0, 0, 0x80, 0x800, 0x10000][size];
  let code = first & (0xff >> (size + 1));
  for (let offset = 1; offset < size; offset += 1) {
    const byte = bytes[index + offset];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return [0xfffd, 1];
    code = (code << 6) | (byte & 0x3f);
  }
  const isValid =
    first >= 0xc2 &&
    first <= 0xf4 &&
    code >= least &&
    code <= 0x10ffff &&
    (code < 0xd800 || code > 0xdfff);
  return isValid ? [code, size] : [0xfffd, 1];
}

function tail(code: number, shift: number): number {
  return 0x80 | ((code >> shift) & 0x3f);
}

function isLow(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
