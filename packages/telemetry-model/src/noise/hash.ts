/**
 * FNV-1a over UTF-16 code units with a final avalanche: text of any length to an unsigned 32-bit integer, the same on
 * every machine. Any text is valid. O(length). Sources: Fowler, Noll and Vo (FNV-1a); Appleby (murmur3 finalizer).
 */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return avalanche(hash);
}

/** A number in [0, 1) that depends only on the text. O(length). */
export function fractionOf(text: string): number {
  return hashText(text) / 4294967296;
}

/** A number in [0, 1) for each integer position of a seeded sequence, in any order. O(1). */
export function fractionAt(seed: number, position: number): number {
  const high = Math.floor(position / 4294967296);
  return (
    avalanche(
      seed ^ Math.imul(position | 0, 0x9e3779b1) ^ Math.imul(high, 0x7feb352d),
    ) / 4294967296
  );
}

/** Spreads every bit of the input over every bit of the result. */
function avalanche(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
