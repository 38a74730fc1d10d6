import type { Incident } from './Incident';

/** What a container without a request is thought to need. */
const DEFAULT_CORES = 0.1;

/** The CPU limit of a `cpu-throttling` incident: a part of what the container requests, below what it uses. Cores in thousandths; O(1). */
export function tightCpuLimit(
  requestCores: number | undefined,
  { intensity }: Incident,
): number {
  const cores = (requestCores ?? DEFAULT_CORES) * (0.5 - 0.28 * intensity);
  return Math.max(0.005, Math.round(cores * 1_000) / 1_000);
}
