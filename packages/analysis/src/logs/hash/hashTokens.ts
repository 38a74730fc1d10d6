/** Two 32-bit hashes of a token, or of a list of tokens. */
export interface TokensHash {
  readonly high: number;
  readonly low: number;
}

/** The hash of one token, wherever it stands: FNV-1a twice. O(length), no errors. Source: draft-eastlake-fnv. */
export function hashToken(token: string): TokensHash {
  let high = 0x811c9dc5;
  let low = 0x050c5d1f;
  for (let i = 0; i < token.length; i += 1) {
    const code = token.charCodeAt(i);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x5bd1e995);
  }
  return { high, low: low ^ token.length };
}

/**
 * The hash of a list, given those of its tokens: the sum of what each adds at its position (`highAt`, `lowAt`), so that
 * one token can be exchanged without the others. O(tokens), no errors.
 */
export function hashTokens(hashes: readonly TokensHash[]): TokensHash {
  let high = 0;
  let low = 0;
  for (let position = 0; position < hashes.length; position += 1) {
    high = (high + highAt(hashes[position], position)) | 0;
    low = (low + lowAt(hashes[position], position)) | 0;
  }
  return { high, low };
}

/** The hash of a list after the token at a position was exchanged. O(1), no errors. */
export function exchangeToken(
  list: TokensHash,
  position: number,
  taken: TokensHash,
  put: TokensHash,
): TokensHash {
  return {
    high: (list.high - highAt(taken, position) + highAt(put, position)) | 0,
    low: (list.low - lowAt(taken, position) + lowAt(put, position)) | 0,
  };
}

/** 53 of the 64 bits, as a key of a Map. O(1), no errors. */
export function hashNumber({ high, low }: TokensHash): number {
  return (high >>> 0) * 0x200000 + (low >>> 11);
}

/** All 64 bits as 16 hexadecimal digits. O(1), no errors. */
export function hashText({ high, low }: TokensHash): string {
  return hex(high) + hex(low);
}

function highAt(hash: TokensHash, position: number): number {
  return mix(hash.high ^ Math.imul(position + 1, 0x9e3779b1));
}

function lowAt(hash: TokensHash, position: number): number {
  return mix(hash.low + Math.imul(position + 1, 0x85ebca77));
}

/** The finalizer of MurmurHash3. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
