import type { CallGraph } from './createCallGraph';

/** What is known of each service at a moment. */
export const SERVICE_FIELDS = [
  'load',
  'errors',
  'latencyMs',
  'utilization',
  'cpu',
] as const;

/** What is known of each call at a moment. */
export const EDGE_FIELDS = ['sent', 'timeouts', 'lost', 'rejected'] as const;

/**
 * Of a service: `load` requests that reach it a second; `errors` share of them that fail; `latencyMs` median response
 * time; `utilization` load over capacity; `cpu` CPU for each request, 1 when nothing is wrong.
 */
export type ServiceField = (typeof SERVICE_FIELDS)[number];

/**
 * Of a call: `sent` attempts a second, retries included; `timeouts` and `lost` shares of them given up by the caller
 * and lost on the way; `rejected` calls a second that an open circuit breaker did not send.
 */
export type EdgeField = (typeof EDGE_FIELDS)[number];

/** Position of a service's field in a state vector. */
export function serviceSlot(service: number, field: ServiceField): number {
  return service * SERVICE_FIELDS.length + SERVICE_FIELDS.indexOf(field);
}

/** Position of a call's field in a state vector. */
export function edgeSlot(
  graph: CallGraph,
  edge: number,
  field: EdgeField,
): number {
  return (
    graph.services.length * SERVICE_FIELDS.length +
    edge * EDGE_FIELDS.length +
    EDGE_FIELDS.indexOf(field)
  );
}

/** Numbers in the state of a graph. */
export function stateWidthOf(graph: CallGraph): number {
  return (
    graph.services.length * SERVICE_FIELDS.length +
    graph.edges.length * EDGE_FIELDS.length
  );
}
