import { compileIncident } from '../incident/compileIncident';
import type { TelemetryWorld } from '../world/TelemetryWorld';
import { firstDifferenceMs, type CapacityPlan } from './capacityStepsOf';
import { createCallGraph, type CallGraph } from './createCallGraph';
import { createTrafficSolver, type TrafficSolver } from './createTrafficSolver';
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
  /** What there is of each service over time. */
  readonly capacity: CapacityPlan;
  /** Requests a second of each service when nothing is wrong and the season is at its mean. */
  readonly meanLoad: Float64Array;
  /** Median response time of each service in the same state. */
  readonly usualLatencyMs: Float64Array;
  /** A field of a service (by position) at a moment. */
  serviceAt(service: number, field: ServiceField, timeMs: number): number;
  /** A field of a call (by position) at a moment. */
  edgeAt(edge: number, field: EdgeField, timeMs: number): number;
  /** With other capacities; what is solved already is used again up to where they first differ. */
  withCapacity(plan: CapacityPlan): Traffic;
  /** Before this the other says the same; -Infinity when it is of another world. */
  firstDifferenceMs(other: Traffic): number;
}

/**
 * The traffic of a world whose services have all they are sized for; `withCapacity` tells what they have. It depends on
 * services, incidents, `startMs` and the pods that incidents found on their nodes, not on later pods, so that it can be
 * kept while pods come and go. Throws TelemetryError for a world whose calls or incidents name what does not exist.
 * O(services + calls) now; states are solved when asked for.
 */
export function createTraffic(world: TelemetryWorld, seed: number): Traffic {
  const graph = createCallGraph(world.services);
  const incidents = world.incidents.map(incident =>
    compileIncident(incident, world, graph, { podsAreTold: true }),
  );
  const solver = createTrafficSolver(graph, {
    seed,
    utcOffsetHours: world.utcOffsetHours,
    disturb: (disturbance, timeMs) => {
      for (const incident of incidents) incident.disturb(disturbance, timeMs);
    },
  });
  const nothingMissing: CapacityPlan = graph.services.map(() => []);
  return trafficOf(
    { graph, solver },
    nothingMissing,
    createTrafficTimeline({
      solver,
      width: stateWidthOf(graph),
      startMs: world.startMs,
      capacity: nothingMissing,
      eventsMs: [
        ...incidents.flatMap(incident => incident.eventsMs),
        ...world.services.flatMap(({ sinceMs }) => sinceMs ?? []),
      ],
    }),
  );
}

interface Solvable {
  readonly graph: CallGraph;
  readonly solver: TrafficSolver;
}

function trafficOf(
  solvable: Solvable,
  capacity: CapacityPlan,
  timeline: TrafficTimeline,
): Traffic {
  const { graph, solver } = solvable;
  return {
    graph,
    timeline,
    capacity,
    meanLoad: solver.meanLoad,
    usualLatencyMs: solver.usualLatencyMs,
    serviceAt: (service, field, timeMs) =>
      timeline.readAt(serviceSlot(service, field), timeMs),
    edgeAt: (edge, field, timeMs) =>
      timeline.readAt(edgeSlot(graph, edge, field), timeMs),
    withCapacity: plan =>
      trafficOf(solvable, plan, timeline.withCapacity(plan)),
    firstDifferenceMs: other =>
      other.graph === graph
        ? firstDifferenceMs(capacity, other.capacity)
        : -Infinity,
  };
}
