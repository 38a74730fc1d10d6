import {
  commonKnots,
  createCurveShelf,
  type CurveShelf,
} from '../curve/createCurveShelf';
import type { CallEdge } from '../traffic/createCallGraph';
import type { Traffic } from '../traffic/createTraffic';
import { edgeSlot, serviceSlot } from '../traffic/TrafficState';

/** Calls of an edge of the graph, or from outside to the service at `to`. */
export type CallEnd = CallEdge | { readonly to: number };

/** What is read of the traffic for a call, at each knot. */
export type CallFields = Readonly<
  Record<(typeof CALL_FIELDS)[number], Float64Array>
>;

/** What is known of a call and outlives a change of the traffic: it holds up to where the traffic differs. */
export interface CallMemory {
  /** Curves over the knots that were read. */
  readonly shelf: CurveShelf;
  fields(): CallFields;
  /** Reads a traffic of the same graph up to a moment, where it is not known yet. O(knots). */
  follow(traffic: Traffic, untilMs: number): void;
}

const CALL_FIELDS = [
  'sent',
  'timeouts',
  'lost',
  'rejected',
  'errors',
  'latencyMs',
] as const;

/** Kept at once for each call: what the panels about it ask for. */
const MAX_CURVES = 40;

/** Nothing is known yet. Throws nothing. */
export function createCallMemory(call: CallEnd): CallMemory {
  const shelf = createCurveShelf(MAX_CURVES);
  let source: Traffic | undefined;
  let horizonMs = -Infinity;
  let knots = new Float64Array();
  let fields = eachField(() => knots);

  return {
    shelf,
    fields: () => fields,
    follow: (traffic, untilMs) => {
      if (source === traffic && untilMs <= horizonMs) return;
      const { timeline } = traffic;
      horizonMs = Math.max(horizonMs, timeline.alignedEnd(untilMs));
      const next = timeline.knotsUntil(horizonMs);
      const kept = source
        ? commonKnots(knots, next, traffic.firstDifferenceMs(source))
        : 0;
      const fresh = next.subarray(kept);
      const old = fields;
      fields = eachField(field => {
        const values = new Float64Array(next.length);
        values.set(old[field].subarray(0, kept));
        const slot = slotOf(call, field, traffic);
        if (slot !== undefined) values.set(timeline.read(slot, fresh), kept);
        return values;
      });
      source = traffic;
      knots = next;
      shelf.turn(knots, kept);
    },
  };
}

/** Where a field is in the state; nothing is lost on the way from outside. */
function slotOf(
  call: CallEnd,
  field: (typeof CALL_FIELDS)[number],
  { graph }: Traffic,
): number | undefined {
  const edge = 'index' in call ? call : undefined;
  switch (field) {
    case 'errors':
    case 'latencyMs':
      return serviceSlot(call.to, field);
    case 'sent':
      return edge
        ? edgeSlot(graph, edge.index, field)
        : serviceSlot(call.to, 'load');
    default:
      return edge && edgeSlot(graph, edge.index, field);
  }
}

function eachField(
  valuesOf: (field: (typeof CALL_FIELDS)[number]) => Float64Array,
): CallFields {
  return {
    sent: valuesOf('sent'),
    timeouts: valuesOf('timeouts'),
    lost: valuesOf('lost'),
    rejected: valuesOf('rejected'),
    errors: valuesOf('errors'),
    latencyMs: valuesOf('latencyMs'),
  };
}
