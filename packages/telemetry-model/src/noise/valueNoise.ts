import { fractionAt } from './hash';

/**
 * Value noise: a continuous function of one variable with values in [-1, 1] and slope at most 3, random at the
 * integers and eased (3x² − 2x³) between them. `position` is in lattice steps, any finite number; NaN gives NaN.
 * Random access, O(1), about 10 ns. Source: Perlin and Hoffert, "Hypertexture" (1989), in one dimension.
 */
export function valueNoise(seed: number, position: number): number {
  const step = Math.floor(position);
  const part = position - step;
  const from = fractionAt(seed, step);
  const to = fractionAt(seed, step + 1);
  return 2 * (from + (to - from) * part * part * (3 - 2 * part)) - 1;
}
