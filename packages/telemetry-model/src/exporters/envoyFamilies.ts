import type { CallEdge } from '../traffic/createCallGraph';
import { edgeSlot, serviceSlot } from '../traffic/TrafficState';
import type { CallRecord, TelemetryContext } from '../series/TelemetryContext';
import { callCount, endsOf } from './callPlans';
import { defineFamily, type Family, type SeriesPlan } from './defineFamilies';

/** A breaker counts as open from this share of refused calls. */
const OPEN_SHARE = 0.1;
/** Usual limit of requests at once to one callee. */
const MAX_REQUESTS = 1_024;

interface Breaker {
  readonly edge: CallEdge;
  /** Share of calls it does not send. */
  refusedAt(timeMs: number): number;
  errorsAt(timeMs: number): number;
  latencyMsAt(timeMs: number): number;
  sentAt(timeMs: number): number;
}

function breakerPlans(
  of: (
    breaker: Breaker,
    record: CallRecord,
    context: TelemetryContext,
  ) => Omit<SeriesPlan, 'labels'>,
): (context: TelemetryContext) => readonly SeriesPlan[] {
  return context => {
    if (!context.world.agents.includes('envoy')) return [];
    return context.calls().flatMap(record => {
      const { edge } = record;
      if (!edge?.call.hasCircuitBreaker) return [];
      const { client, server } = endsOf(record, context);
      const plan = of(breakerOf(edge, context), record, context);
      return [
        {
          labels: {
            job: 'envoy-stats',
            namespace: client?.namespace ?? '',
            app: client?.name ?? '',
            cluster_name: `outbound|${server.port}||${server.name}.${server.namespace}.svc.cluster.local`,
          },
          prepare: plan.prepare,
          valueAt: (timeMs: number) =>
            timeMs < context.world.startMs ? NaN : plan.valueAt(timeMs),
        },
      ];
    });
  };
}

function breakerOf(edge: CallEdge, context: TelemetryContext): Breaker {
  const { graph, timeline } = context.traffic;
  const sent = edgeSlot(graph, edge.index, 'sent');
  const rejected = edgeSlot(graph, edge.index, 'rejected');
  const timeouts = edgeSlot(graph, edge.index, 'timeouts');
  const lost = edgeSlot(graph, edge.index, 'lost');
  const errors = serviceSlot(edge.to, 'errors');
  const latency = serviceSlot(edge.to, 'latencyMs');
  const read = (slot: number, timeMs: number) => timeline.readAt(slot, timeMs);
  return {
    edge,
    refusedAt: timeMs => {
      const refused = read(rejected, timeMs);
      return refused / Math.max(1e-9, refused + read(sent, timeMs));
    },
    errorsAt: timeMs =>
      1 -
      (1 - read(errors, timeMs)) *
        (1 - read(timeouts, timeMs)) *
        (1 - read(lost, timeMs)),
    latencyMsAt: timeMs => read(latency, timeMs),
    sentAt: timeMs => read(sent, timeMs),
  };
}

const openAt =
  ({ refusedAt }: Breaker) =>
  (timeMs: number): number =>
    refusedAt(timeMs) > OPEN_SHARE ? 1 : 0;

function membersOf({ edge }: Breaker, context: TelemetryContext): number {
  return Math.max(1, context.traffic.graph.services[edge.to].replicas);
}

/** Endpoints put aside for failing: none up to a tenth of failures, at most half of them. */
function ejectedAt(
  breaker: Breaker,
  context: TelemetryContext,
  timeMs: number,
): number {
  const share = Math.min(
    0.5,
    Math.max(0, (breaker.errorsAt(timeMs) - 0.1) * 1.4),
  );
  return Math.floor(membersOf(breaker, context) * share);
}

/** What Istio's Envoy proxies tell of circuit breakers and outlier detection, by caller and callee. */
export const ENVOY_FAMILIES: readonly Family[] = [
  defineFamily(
    'gauge',
    'envoy_cluster_circuit_breakers_default_rq_open',
    'Whether the requests circuit breaker is under its concurrency limit (0) or is at capacity and no longer admitting (1)',
    breakerPlans(breaker => ({ valueAt: openAt(breaker) })),
  ),
  defineFamily(
    'gauge',
    'envoy_cluster_circuit_breakers_default_rq_pending_open',
    'Whether the pending requests circuit breaker is under its concurrency limit (0) or is at capacity and no longer admitting (1)',
    breakerPlans(breaker => ({
      valueAt: timeMs => (breaker.refusedAt(timeMs) > 0.3 ? 1 : 0),
    })),
  ),
  defineFamily(
    'gauge',
    'envoy_cluster_circuit_breakers_default_cx_open',
    'Whether the connection circuit breaker is under its concurrency limit (0) or is at capacity and no longer admitting (1)',
    breakerPlans(breaker => ({
      valueAt: timeMs => (breaker.refusedAt(timeMs) > 0.8 ? 1 : 0),
    })),
  ),
  defineFamily(
    'gauge',
    'envoy_cluster_circuit_breakers_default_remaining_rq',
    'Number of remaining requests until the circuit breaker reaches its concurrency limit',
    breakerPlans(breaker => ({
      valueAt: timeMs => {
        const active =
          (breaker.sentAt(timeMs) * breaker.latencyMsAt(timeMs)) / 1_000;
        return openAt(breaker)(timeMs)
          ? 0
          : Math.max(0, Math.round(MAX_REQUESTS - active));
      },
    })),
  ),
  defineFamily(
    'counter',
    'envoy_cluster_upstream_rq_pending_overflow',
    'Total requests that overflowed connection pool or requests circuit breaking and were failed',
    breakerPlans((_breaker, record, context) =>
      callCount(record, context, 'client', { outcome: 'rejected', share: 1 }),
    ),
  ),
  defineFamily(
    'counter',
    'envoy_cluster_upstream_rq_retry',
    'Total request retries',
    breakerPlans((_breaker, record, context) => {
      const failed = (['failed', 'late', 'lost'] as const).map(outcome =>
        callCount(record, context, 'client', { outcome, share: 0.8 }),
      );
      return {
        prepare: record.activity.reach,
        valueAt: timeMs =>
          failed.reduce((sum, part) => sum + part.valueAt(timeMs), 0),
      };
    }),
  ),
  defineFamily(
    'gauge',
    'envoy_cluster_outlier_detection_ejections_active',
    'Number of currently ejected hosts',
    breakerPlans((breaker, _record, context) => ({
      valueAt: timeMs => ejectedAt(breaker, context, timeMs),
    })),
  ),
  defineFamily(
    'gauge',
    'envoy_cluster_membership_total',
    'Current cluster membership total',
    breakerPlans((breaker, _record, context) => ({
      valueAt: () => membersOf(breaker, context),
    })),
  ),
  defineFamily(
    'gauge',
    'envoy_cluster_membership_healthy',
    'Current cluster healthy total (inclusive of both health checking and outlier detection)',
    breakerPlans((breaker, _record, context) => ({
      valueAt: timeMs =>
        membersOf(breaker, context) - ejectedAt(breaker, context, timeMs),
    })),
  ),
];
