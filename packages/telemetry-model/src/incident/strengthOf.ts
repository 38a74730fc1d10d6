import type { Incident } from './Incident';

/**
 * How strongly an incident acts at a moment, from 0 to its intensity: it eases in over `riseMs` from its start and out
 * over `fallMs` from its end. Milliseconds; a rise of 0 is a step; NaN gives NaN; no errors; O(1). Own.
 */
export function strengthOf(
  incident: Incident,
  timeMs: number,
  riseMs: number,
  fallMs: number,
): number {
  if (timeMs < incident.startMs) return 0;
  const rise = ease((timeMs - incident.startMs) / Math.max(1, riseMs));
  const fall =
    incident.endMs === undefined || timeMs < incident.endMs
      ? 1
      : 1 - ease((timeMs - incident.endMs) / Math.max(1, fallMs));
  return incident.intensity * rise * fall;
}

function ease(part: number): number {
  const x = Math.min(1, Math.max(0, part));
  return x * x * (3 - 2 * x);
}
