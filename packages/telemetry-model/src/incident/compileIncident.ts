import { TelemetryError } from '../TelemetryError';
import type { CallGraph } from '../traffic/createCallGraph';
import { combineRatios, type Disturbance } from '../traffic/Disturbance';
import type { TelemetryWorld } from '../world/TelemetryWorld';
import { diskFullAtMs } from './diskFill';
import type { Incident } from './Incident';
import { INCIDENT_CATALOGUE } from './incidentCatalogue';
import { shareOnNodes } from './shareOnNodes';
import { strengthOf } from './strengthOf';

/** An incident ready to act on the traffic. */
export interface CompiledIncident {
  /** When the traffic changes its course. */
  readonly eventsMs: readonly number[];
  disturb(disturbance: Disturbance, timeMs: number): void;
}

/** Endpoints of a lost node go on receiving traffic for so long. */
const ENDPOINT_LAG_MS = 60_000;

/**
 * Turns an incident into what it does to load, latency and errors of services and calls; what it does to pods, nodes
 * and volumes themselves is told by `actOutIncidents`, `createVolumeUsage` and the exporters. With `podsAreTold` the
 * capacity that is lost with pods is left out, because the pods of the world tell it; else it is estimated. Throws TelemetryError
 * `unknownService` or `invalidWorld` when its target is not in the world. O(services + calls) per moment.
 */
export function compileIncident(
  incident: Incident,
  world: TelemetryWorld,
  graph: CallGraph,
  { podsAreTold }: { readonly podsAreTold: boolean },
): CompiledIncident {
  const { riseMs, fallMs } = INCIDENT_CATALOGUE[incident.kind];
  const startMs =
    incident.kind === 'disk-filling'
      ? diskFullAtMs(incident)
      : incident.startMs;
  const acting: Incident = { ...incident, startMs };
  const act = actionOf(incident, world, graph, podsAreTold);
  return {
    eventsMs: [
      startMs,
      ...(incident.endMs === undefined ? [] : [incident.endMs]),
    ],
    disturb: (disturbance, timeMs) => {
      const strength = strengthOf(acting, timeMs, riseMs, fallMs);
      if (strength > 0) act(disturbance, strength, timeMs - startMs);
    },
  };
}

type Action = (
  disturbance: Disturbance,
  strength: number,
  elapsedMs: number,
) => void;

function actionOf(
  incident: Incident,
  world: TelemetryWorld,
  graph: CallGraph,
  podsAreTold: boolean,
): Action {
  const { edges } = graph;
  const service = () => targetService(incident, world, graph);
  const incoming = () => graph.incoming[service()].map(edge => edge.index);
  switch (incident.kind) {
    case 'slow-database': {
      const at = service();
      return (d, s) => {
        d.latencyFactor[at] *= 1 + 14 * s;
        // Locks are waited for, however quick the query.
        d.addedLatencyMs[at] += 380 * s;
        d.capacityFactor[at] *= 1 - 0.45 * s;
        d.cpuFactor[at] *= 1 + 0.5 * s;
      };
    }
    case 'memory-leak': {
      const at = service();
      return (d, s) => {
        d.latencyFactor[at] *= 1 + 0.7 * s;
        d.capacityFactor[at] *= 1 - 0.2 * s;
        d.cpuFactor[at] *= 1 + 0.25 * s;
        fail(d, at, 0.04 * s);
      };
    }
    case 'bad-image':
    case 'manual-drift': {
      const at = service();
      const estimate = incident.kind === 'bad-image' ? 0.08 : 0.5;
      const lost = podsAreTold ? 0 : estimate;
      return (d, s) => {
        d.capacityFactor[at] *= 1 - lost * s;
      };
    }
    case 'bad-config': {
      const at = service();
      return (d, s) => {
        fail(d, at, 0.35 * s);
        d.latencyFactor[at] *= 1 + 0.6 * s;
      };
    }
    case 'cpu-throttling': {
      const at = service();
      return (d, s) => {
        d.latencyFactor[at] *= 1 + 2.5 * s;
        d.capacityFactor[at] *= 1 - 0.5 * s;
      };
    }
    case 'node-not-ready': {
      const share = shareOnNodes(incident, world, graph);
      return (d, s, elapsedMs) => {
        if (!podsAreTold) {
          share.forEach((part, at) => {
            d.capacityFactor[at] *= 1 - part * s * 0.95;
          });
        }
        if (elapsedMs > ENDPOINT_LAG_MS) return;
        for (const { index, to } of edges) lose(d, index, share[to] * s);
      };
    }
    case 'zone-network-loss': {
      const share = shareOnNodes(incident, world, graph);
      return (d, s) => {
        for (const { index, from, to } of edges) {
          const crossing =
            share[from] * (1 - share[to]) + share[to] * (1 - share[from]);
          lose(d, index, 0.6 * s * crossing);
          d.networkLatencyMs[index] += 60 * s * crossing;
        }
      };
    }
    case 'disk-filling': {
      const at = service();
      return (d, s) => fail(d, at, 0.45 * s);
    }
    case 'certificate-expiry': {
      const calls = incoming();
      return (d, s) => calls.forEach(index => lose(d, index, 0.98 * s));
    }
    case 'retry-storm': {
      const at = service();
      const calls = incoming();
      return (d, s) => {
        fail(d, at, 0.45 * s);
        d.capacityFactor[at] *= 1 - 0.35 * s;
        for (const index of calls) d.extraRetries[index] += 3 * s;
      };
    }
    case 'dns-failure': {
      const at = service();
      return (d, s) => {
        fail(d, at, 0.4 * s);
        for (const { index } of edges) {
          lose(d, index, 0.12 * s);
          d.networkLatencyMs[index] += 150 * s;
        }
      };
    }
    case 'noisy-neighbour': {
      const share = shareOnNodes(incident, world, graph);
      return (d, s) =>
        share.forEach((part, at) => {
          d.latencyFactor[at] *= 1 + 8 * part * s;
          d.capacityFactor[at] *= 1 - 0.6 * part * s;
        });
    }
    case 'external-outage': {
      const at = service();
      return (d, s) => {
        fail(d, at, 0.85 * s);
        d.addedLatencyMs[at] += 4_000 * s;
      };
    }
    case 'traffic-spike': {
      const at = service();
      if (graph.services[at].profile.entryRps === 0) {
        throw new TelemetryError(
          'invalidWorld',
          `incident ${incident.id}: nobody calls ${graph.keys[at]} from outside`,
        );
      }
      return (d, s) => {
        d.entryFactor[at] *= 1 + 1.2 * s;
      };
    }
    default:
      return incident.kind satisfies never;
  }
}

/** Position of the service that the incident is about; of a volume, the service that fills it. */
function targetService(
  incident: Incident,
  world: TelemetryWorld,
  graph: CallGraph,
): number {
  const { target } = incident;
  const volume =
    target.kind === 'Volume'
      ? world.volumes.find(
          each =>
            each.namespace === target.namespace && each.claim === target.name,
        )
      : undefined;
  const key =
    target.kind === 'Service'
      ? `${target.namespace}/${target.name}`
      : volume?.service ?? '';
  const position = graph.positionOf(key);
  if (position < 0) {
    throw new TelemetryError(
      'unknownService',
      `incident ${incident.id}: no service ${
        key || `of the volume ${target.name}`
      }`,
    );
  }
  return position;
}

function fail(disturbance: Disturbance, at: number, ratio: number): void {
  disturbance.failingRatio[at] = combineRatios(
    disturbance.failingRatio[at],
    ratio,
  );
}

function lose(disturbance: Disturbance, edge: number, ratio: number): void {
  disturbance.lostRatio[edge] = combineRatios(
    disturbance.lostRatio[edge],
    ratio,
  );
}
