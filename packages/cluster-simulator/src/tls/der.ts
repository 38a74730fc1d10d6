/** The little of ASN.1 DER (X.690) that an X.509 certificate needs. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

export function sequence(...items: readonly Uint8Array[]): Buffer {
  return der(0x30, ...items);
}

export function set(...items: readonly Uint8Array[]): Buffer {
  return der(0x31, ...items);
}

/** A positive integer from its big-endian bytes. */
export function integer(bytes: Uint8Array): Buffer {
  return der(
    0x02,
    bytes[0] >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0),
    bytes,
  );
}

export function objectIdentifier(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  return der(
    0x06,
    Buffer.from([first * 40 + second, ...rest.flatMap(base128)]),
  );
}

export function utf8(text: string): Buffer {
  return der(0x0c, Buffer.from(text, 'utf8'));
}

export function octets(...contents: readonly Uint8Array[]): Buffer {
  return der(0x04, ...contents);
}

export function bits(bytes: Uint8Array, unusedBits = 0): Buffer {
  return der(0x03, Buffer.from([unusedBits]), bytes);
}

export const derTrue = der(0x01, Buffer.from([0xff]));

/** UTCTime, good for the years 1950 to 2049. */
export function utcTime(timeMs: number): Buffer {
  const text = new Date(timeMs)
    .toISOString()
    .replace(/[-:T]/g, '')
    .slice(2, 14);
  return der(0x17, Buffer.from(`${text}Z`, 'ascii'));
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7)
    bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
