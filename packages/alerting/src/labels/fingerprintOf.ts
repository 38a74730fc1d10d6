import type { Labels } from '@orrery/promql';

/** 64-bit FNV-1a as two halves, since numbers hold 53 bits. */
const OFFSET_HIGH = 0xcbf29ce4;
const OFFSET_LOW = 0x84222325;
/** The prime is 2^40 + 0x1b3. */
const PRIME_LOW = 0x1b3;

/**
 * The fingerprint of a label set as Prometheus and Alertmanager write it: 64-bit FNV-1a over its names in order and their
 * values, each ended by byte 255, in 16 hexadecimal digits. Cost: linear in the text.
 * Source: prometheus/common `model.LabelSet.Fingerprint`.
 */
export function fingerprintOf(labels: Labels): string {
  let high = OFFSET_HIGH;
  let low = OFFSET_LOW;
  const addByte = (byte: number): void => {
    low = (low ^ byte) >>> 0;
    const product = low * PRIME_LOW;
    const carry = Math.floor(product / 0x1_0000_0000);
    // high·prime + low·2^40 + what runs over of low·prime, all of it modulo 2^32.
    high = (Math.imul(high, PRIME_LOW) + (low << 8) + carry) >>> 0;
    low = product >>> 0;
  };
  for (const name of Object.keys(labels).sort()) {
    addText(name, addByte);
    addByte(255);
    addText(labels[name], addByte);
    addByte(255);
  }
  return hex(high) + hex(low);
}

function hex(half: number): string {
  return half.toString(16).padStart(8, '0');
}

/** The bytes of a text in UTF-8. */
function addText(text: string, addByte: (byte: number) => void): void {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) {
      addByte(code);
      continue;
    }
    if (code < 0x800) addByte(0xc0 | (code >> 6));
    else {
      if (code < 0x10000) addByte(0xe0 | (code >> 12));
      else {
        addByte(0xf0 | (code >> 18));
        addByte(0x80 | ((code >> 12) & 0x3f));
      }
      addByte(0x80 | ((code >> 6) & 0x3f));
    }
    addByte(0x80 | (code & 0x3f));
  }
}
