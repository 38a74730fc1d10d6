import type { Incident } from './Incident';

const USUAL_FILL_MS = 40 * 60_000;

/** When the volume of a `disk-filling` incident is full: after 40 minutes at full intensity, later at less. O(1). */
export function diskFullAtMs(incident: Incident): number {
  return incident.startMs + USUAL_FILL_MS / incident.intensity;
}

/** How much of its free space the incident has taken at a moment, 0 to 1; freed within minutes of its end. O(1). */
export function diskFillAt(incident: Incident, timeMs: number): number {
  if (timeMs < incident.startMs) return 0;
  const untilMs = Math.min(timeMs, incident.endMs ?? timeMs);
  const filled = Math.min(
    1,
    (untilMs - incident.startMs) / (diskFullAtMs(incident) - incident.startMs),
  );
  const freed =
    incident.endMs === undefined || timeMs < incident.endMs
      ? 0
      : Math.min(1, (timeMs - incident.endMs) / 120_000);
  return filled * (1 - freed);
}
