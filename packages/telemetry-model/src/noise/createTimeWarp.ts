import { fractionAt, hashText } from './hash';

/** Lattice step in ms and share of the rate, by octave: slopes add up to 3 × 0.13 = 0.39, so time never runs back. */
const OCTAVES: readonly (readonly [number, number])[] = [
  [47_000, 0.06],
  [213_000, 0.045],
  [1_190_000, 0.025],
];

/** The time that a source of counts seems to live in. */
export type TimeWarp = (timeMs: number) => number;

/**
 * The noise of counters: a strictly increasing function of time that runs up to 39 % too fast or too slow and is
 * never more than about 43 s off. A cumulative count read at warped time has a noisy rate, stays monotone whatever its
 * rate does, and every count of one source (requests, bytes, buckets) that shares a warp stays consistent.
 * Milliseconds in and out; NaN gives NaN; no errors; O(1), about 20 ns when asked in order. Own construction over
 * value noise (see valueNoise).
 */
export function createTimeWarp(key: string): TimeWarp {
  const seed = hashText(key);
  const first = createOctave(seed, ...OCTAVES[0]);
  const second = createOctave(seed ^ 0x51ed270b, ...OCTAVES[1]);
  const third = createOctave(seed ^ 0x2c1b3c6d, ...OCTAVES[2]);
  return timeMs => timeMs + first(timeMs) + second(timeMs) + third(timeMs);
}

/** Value noise that keeps the two lattice values around the last question. */
function createOctave(
  seed: number,
  stepMs: number,
  share: number,
): (timeMs: number) => number {
  const height = stepMs * share;
  let lattice = NaN;
  let from = 0;
  let to = 0;
  return timeMs => {
    const position = timeMs / stepMs;
    const step = Math.floor(position);
    if (step !== lattice) {
      from = step === lattice + 1 ? to : fractionAt(seed, step);
      to = fractionAt(seed, step + 1);
      lattice = step;
    }
    const part = position - step;
    const smooth = part * part * (3 - 2 * part);
    return height * (2 * (from + (to - from) * smooth) - 1);
  };
}
