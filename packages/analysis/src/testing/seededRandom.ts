/**
 * Repeatable pseudo-random numbers in [0, 1).
 *
 * - Shape: a function that gives the next number; equal seeds give equal sequences.
 * - Unit: none.
 * - Invalid input: a seed that is not an integer is cut to 32 bits.
 * - Errors: none.
 * - Cost: O(1) per number.
 * - Source: mulberry32, Tommy Ettinger 2017 (public domain).
 */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A normal deviate.
 *
 * - Shape: one number per call; mean 0, standard deviation 1.
 * - Unit: none.
 * - Invalid input: `random` must give numbers in [0, 1).
 * - Errors: none.
 * - Cost: O(1).
 * - Source: Box & Muller 1958.
 */
export function gaussianOf(random: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
