import { createCurve, type Curve } from '../curve/Curve';
import type { Incident } from './Incident';
import { INCIDENT_CATALOGUE } from './incidentCatalogue';
import { strengthOf } from './strengthOf';

const STEP_MS = 60_000;
/** An incident without an end is followed this long. */
const MAX_LENGTH_MS = 7 * 86_400_000;

/**
 * What an incident adds up to over time: `perSecond` at full strength, 0 before it and after its recovery. One without
 * an end is followed for a week. Milliseconds; throws nothing. O(minutes of the incident) once.
 */
export function incidentCurve(incident: Incident, perSecond: number): Curve {
  const { riseMs, fallMs } = INCIDENT_CATALOGUE[incident.kind];
  const endMs = (incident.endMs ?? incident.startMs + MAX_LENGTH_MS) + fallMs;
  const steps = Math.ceil((endMs - incident.startMs) / STEP_MS) + 2;
  const timesMs = Float64Array.from(
    { length: steps },
    (_, step) => incident.startMs + step * STEP_MS,
  );
  return createCurve(
    timesMs,
    timesMs.map(
      timeMs => perSecond * strengthOf(incident, timeMs, riseMs, fallMs),
    ),
  );
}
