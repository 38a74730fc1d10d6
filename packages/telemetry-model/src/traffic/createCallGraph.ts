import { TelemetryError } from '../TelemetryError';
import {
  serviceKeyOf,
  type ServiceCall,
  type WorldService,
} from '../world/WorldService';

/** One service calling another. */
export interface CallEdge {
  readonly index: number;
  /** Positions in `services`. */
  readonly from: number;
  readonly to: number;
  readonly call: ServiceCall;
}

/** Services and calls by position. */
export interface CallGraph {
  readonly services: readonly WorldService[];
  readonly keys: readonly string[];
  readonly edges: readonly CallEdge[];
  readonly outgoing: readonly (readonly CallEdge[])[];
  readonly incoming: readonly (readonly CallEdge[])[];
  /** Positions of services, each caller before those it calls. */
  readonly order: readonly number[];
  /** Position of a service, or -1. */
  positionOf(key: string): number;
}

/**
 * Indexes services and their calls. Throws TelemetryError `invalidWorld` for a call to an unknown service and for
 * calls that go round in a circle, for which no order exists. O(services + calls).
 */
export function createCallGraph(services: readonly WorldService[]): CallGraph {
  const keys = services.map(serviceKeyOf);
  const positions = new Map(keys.map((key, position) => [key, position]));
  const edges = services
    .flatMap((service, from) =>
      service.calls.map(call => {
        const to = positions.get(call.to);
        if (to === undefined) {
          throw new TelemetryError(
            'invalidWorld',
            `${keys[from]} calls ${call.to}, which is not a service of this world`,
          );
        }
        return { from, to, call };
      }),
    )
    .map((edge, index) => ({ ...edge, index }));
  const outgoing = keys.map((_, position) =>
    edges.filter(edge => edge.from === position),
  );
  const incoming = keys.map((_, position) =>
    edges.filter(edge => edge.to === position),
  );
  return {
    services,
    keys,
    edges,
    outgoing,
    incoming,
    order: orderOf(keys, outgoing, incoming),
    positionOf: key => positions.get(key) ?? -1,
  };
}

/** Kahn's algorithm: takes away services nobody calls any more until none is left. */
function orderOf(
  keys: readonly string[],
  outgoing: CallGraph['outgoing'],
  incoming: CallGraph['incoming'],
): readonly number[] {
  const callersLeft = incoming.map(edges => edges.length);
  const order = keys
    .map((_, position) => position)
    .filter(p => callersLeft[p] === 0);
  for (const position of order) {
    for (const edge of outgoing[position]) {
      if (--callersLeft[edge.to] === 0) order.push(edge.to);
    }
  }
  if (order.length < keys.length) {
    const stuck = keys.filter((_, position) => callersLeft[position] > 0);
    throw new TelemetryError(
      'invalidWorld',
      `calls must not go round in a circle: ${stuck.join(', ')}`,
    );
  }
  return order;
}
