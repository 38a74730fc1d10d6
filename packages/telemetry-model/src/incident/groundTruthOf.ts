import { createCallGraph } from '../traffic/createCallGraph';
import { createTrafficSolver } from '../traffic/createTrafficSolver';
import { serviceSlot, stateWidthOf } from '../traffic/TrafficState';
import type { TelemetryWorld } from '../world/TelemetryWorld';
import { compileIncident } from './compileIncident';
import { expectedEvidenceOf } from './expectedEvidenceOf';
import type { ExpectedEvidence } from './Evidence';
import type { Incident, IncidentKind, IncidentTarget } from './Incident';
import { INCIDENT_CATALOGUE } from './incidentCatalogue';

/** What a diagnosis of an incident ought to find. */
export interface GroundTruth {
  readonly incident: string;
  readonly kind: IncidentKind;
  readonly title: string;
  readonly rootCause: IncidentTarget;
  readonly startMs: number;
  readonly endMs?: number;
  /** Keys of services that are worse off, the worst first. */
  readonly affectedServices: readonly string[];
  /** Metric families in which it shows, the plainest first. */
  readonly evidence: readonly string[];
  /** From then on everything below can be expected, until it ends. */
  readonly evidentMs: number;
  /** Where it ought to be found, in detail. */
  readonly expected: ExpectedEvidence;
}

/** How long after its full effect the incident is looked at. */
const SETTLED_MS = 300_000;
/** From here on a service counts as worse off. */
const MIN_ERRORS = 0.01;
const MIN_SLOWDOWN = 1.25;
const MIN_LOAD_CHANGE = 0.25;

/**
 * The truth about an incident: its target is the root cause, and the services whose errors, latency or load differ from
 * the same world without it, five minutes after its full effect, are affected. Throws TelemetryError as
 * `compileIncident`. Costs two solutions of the traffic and the making of two solvers.
 */
export function groundTruthOf(
  world: TelemetryWorld,
  incident: Incident,
  seed: number,
): GroundTruth {
  const traits = INCIDENT_CATALOGUE[incident.kind];
  const graph = createCallGraph(world.services);
  const compiled = compileIncident(
    { ...incident, endMs: undefined },
    world,
    graph,
    { podsAreTold: false },
  );
  const atMs = compiled.eventsMs[0] + traits.riseMs + SETTLED_MS;
  const asSized = new Float64Array(graph.services.length).fill(1);
  const stateWith = (disturb: typeof compiled.disturb) => {
    const out = new Float32Array(stateWidthOf(graph));
    createTrafficSolver(graph, {
      seed,
      utcOffsetHours: world.utcOffsetHours,
      disturb,
    }).solve(atMs, asSized, out, 0);
    return out;
  };
  const calm = stateWith(() => {});
  const ill = stateWith(compiled.disturb);
  const affected = graph.keys
    .map((key, position) => ({
      key,
      severity: severityOf(calm, ill, position),
    }))
    .filter(({ severity }) => severity > 0)
    .sort((a, b) => b.severity - a.severity);
  return {
    incident: incident.id,
    kind: incident.kind,
    title: traits.title,
    rootCause: incident.target,
    startMs: incident.startMs,
    ...(incident.endMs === undefined ? {} : { endMs: incident.endMs }),
    affectedServices: affected.map(({ key }) => key),
    evidence: traits.evidence,
    evidentMs: Math.max(atMs, incident.startMs + slownessOf(incident)),
    expected: expectedEvidenceOf(incident, world),
  };
}

/** A leak has to reach the limit more than once. */
function slownessOf({ kind, intensity }: Incident): number {
  return kind === 'memory-leak' ? (30 * 60_000) / intensity : 0;
}

/** 0 when the service hardly differs. */
function severityOf(
  calm: Float32Array,
  ill: Float32Array,
  position: number,
): number {
  const errors = serviceSlot(position, 'errors');
  const latency = serviceSlot(position, 'latencyMs');
  const load = serviceSlot(position, 'load');
  const addedErrors = ill[errors] - calm[errors];
  const slowdown = ill[latency] / calm[latency];
  const loadChange = Math.abs(ill[load] / Math.max(1e-9, calm[load]) - 1);
  const isAffected =
    addedErrors >= MIN_ERRORS ||
    slowdown >= MIN_SLOWDOWN ||
    loadChange >= MIN_LOAD_CHANGE;
  return isAffected ? addedErrors * 10 + Math.log(slowdown) + loadChange : 0;
}
