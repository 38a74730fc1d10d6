import type { TailOptions } from './TailEstimator';

/** The definition over the whole list of past deviations, oldest first; see TailEstimator. */
export function tailSurpriseNaive(
  past: readonly number[],
  deviation: number,
  { size, memory }: TailOptions,
): number {
  const remembered = past.slice(Math.max(0, past.length - memory - 1));
  const logs = remembered
    .filter(value => value > 0)
    .map(value => Math.round(Math.log(value) * 1e3) / 1e3)
    .sort((a, b) => b - a)
    .slice(0, size);
  if (!(deviation > 0)) return 0;
  const seen = Math.min(past.length, memory);
  if (logs.length < 4) return Math.log10((seen + 1) / (logs.length + 1));
  const smallest = logs[logs.length - 1];
  if (logs.length === size && !(deviation > Math.exp(smallest))) return 0;
  const excesses = logs.slice(0, -1).map(log => log - smallest);
  const mean = excesses.reduce((a, b) => a + b, 0) / excesses.length;
  const share =
    (logs.length / seen) *
    Math.exp(-(Math.log(deviation) - smallest) / Math.max(0.05, mean));
  return Math.max(0, -Math.log10(share));
}
