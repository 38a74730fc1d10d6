/**
 * A seeded generator of numbers in [0, 1): the same seed gives the same sequence on every machine.
 * Algorithm: mulberry32 (32-bit state, period 2^32), seeded by the FNV-1a hash of the text. O(1) a call.
 */
export function createRandom(seed: string): () => number {
  let state = hashText(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a over UTF-16 code units, an unsigned 32-bit integer. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A number in [0, 1) that depends only on the text: a decision that must come out the same each time it is asked for. */
export function fractionOf(text: string): number {
  // FNV's high bits change little on short suffixes: finish with an avalanche (murmur3's).
  let hash = hashText(text);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
}

/** Random lower-case names as Kubernetes generates them: no vowels, no look-alikes. */
export function randomSuffix(random: () => number, length = 5): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  let suffix = '';
  while (suffix.length < length) {
    suffix += alphabet[Math.floor(random() * alphabet.length)];
  }
  return suffix;
}
