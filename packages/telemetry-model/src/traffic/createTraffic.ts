import { compileIncident } from '../incident/compileIncident';
import type { TelemetryWorld } from '../world/TelemetryWorld';
import { createCallGraph, type CallGraph } from './createCallGraph';
import { createTrafficSolver } from './createTrafficSolver';
import {
  createTrafficTimeline,
  type TrafficTimeline,
} from './createTrafficTimeline';
import {
  edgeSlot,
  serviceSlot,
  stateWidthOf,
  type EdgeField,
  type ServiceField,
} from './TrafficState';

/** Load, latency and errors of the services of a world, at any time. */
export interface Traffic {
  readonly graph: CallGraph;
  readonly timeline: TrafficTimeline;
  /** Requests a second of each service when nothing is wrong and the season is at its mean. */
  readonly meanLoad: Float64Array;
  /** Median response time of each service in the same state. */
  readonly usualLatencyMs: Float64Array;
  /** A field of a service (by position) at a moment. */
  serviceAt(service: number, field: ServiceField, timeMs: number): number;
  /** A field of a call (by position) at a moment. */
  edgeAt(edge: number, field: EdgeField, timeMs: number): number;
}

/**
 * The traffic of a world. It depends on services, incidents, `startMs` and the pods that incidents found on their
 * nodes, not on later pods, so that it can be kept while pods come and go. Throws TelemetryError for a world whose
 * calls or incidents name what does not exist. O(services + calls) now; states are solved when asked for.
 */
export function createTraffic(world: TelemetryWorld, seed: number): Traffic {
  const graph = createCallGraph(world.services);
  const incidents = world.incidents.map(incident =>
    compileIncident(incident, world, graph),
  );
  const solver = createTrafficSolver(graph, {
    seed,
    utcOffsetHours: world.utcOffsetHours,
    disturb: (disturbance, timeMs) => {
      for (const incident of incidents) incident.disturb(disturbance, timeMs);
    },
  });
  const timeline = createTrafficTimeline({
    solver,
    width: stateWidthOf(graph),
    startMs: world.startMs,
    eventsMs: [
      ...incidents.flatMap(incident => incident.eventsMs),
      ...world.services.flatMap(({ sinceMs }) => sinceMs ?? []),
    ],
  });
  return {
    graph,
    timeline,
    meanLoad: solver.meanLoad,
    usualLatencyMs: solver.usualLatencyMs,
    serviceAt: (service, field, timeMs) =>
      timeline.readAt(serviceSlot(service, field), timeMs),
    edgeAt: (edge, field, timeMs) =>
      timeline.readAt(edgeSlot(graph, edge, field), timeMs),
  };
}
