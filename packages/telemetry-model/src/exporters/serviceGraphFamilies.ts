import type { Labels } from '../series/Series';
import type { CallRecord, TelemetryContext } from '../series/TelemetryContext';
import {
  CALL_OUTCOMES,
  type CallOutcome,
  type CallSide,
} from '../usage/createCallActivity';
import { callDurations, endsOf } from './callPlans';
import {
  defineFamily,
  defineHistogram,
  type Family,
  type HistogramPlan,
  type SeriesPlan,
} from './defineFamilies';

/** Upper bounds in seconds, finer than Tempo's by a factor of ten as its documentation advises for quick services. */
const BOUNDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const STORES = new Set(['postgres', 'redis']);

function callLabels(record: CallRecord, context: TelemetryContext): Labels {
  const { client, server } = endsOf(record, context);
  return {
    job: 'tempo-metrics-generator',
    client: client?.name ?? 'user',
    server: server.name,
    connection_type: connectionType(
      server.kind,
      server.profile.runtime,
      client !== undefined,
    ),
  };
}

function connectionType(
  kind: string,
  runtime: string,
  isInside: boolean,
): string {
  if (kind === 'External' || !isInside) return 'virtual_node';
  if (STORES.has(runtime)) return 'database';
  return runtime === 'kafka' ? 'messaging_system' : '';
}

function counted(
  record: CallRecord,
  context: TelemetryContext,
  outcomes: readonly CallOutcome[],
): Omit<SeriesPlan, 'labels'> {
  const { activity } = record;
  const side: CallSide = record.edge ? 'client' : 'server';
  const counts = outcomes.map(outcome =>
    activity.count(side, outcome, Infinity),
  );
  return {
    prepare: activity.reach,
    valueAt: timeMs => {
      if (timeMs < context.world.startMs) return NaN;
      let sum = 0;
      for (const count of counts) sum += count(timeMs);
      return Math.floor(sum);
    },
  };
}

function durations(side: CallSide) {
  return (context: TelemetryContext): readonly HistogramPlan[] =>
    callsOf(context).map(record => {
      const seen: CallSide = record.edge ? side : 'server';
      const parts = CALL_OUTCOMES.map(outcome =>
        callDurations(record, context, seen, { outcome, share: 1 }, 1_000),
      );
      return {
        labels: callLabels(record, context),
        below: bound => {
          const counts = parts.map(part => part.below(bound));
          return {
            prepare: record.activity.reach,
            valueAt: timeMs =>
              counts.reduce((sum, count) => sum + count.valueAt(timeMs), 0),
          };
        },
        sum: {
          prepare: record.activity.reach,
          valueAt: timeMs =>
            parts.reduce((sum, part) => sum + part.sum.valueAt(timeMs), 0),
        },
      };
    });
}

function callsOf(context: TelemetryContext): readonly CallRecord[] {
  if (!context.world.agents.includes('service-graph')) return [];
  return context.calls.filter(
    record => endsOf(record, context).server.profile.protocol !== 'udp',
  );
}

/** The service graph that Tempo or an OpenTelemetry collector makes of traces. */
export const SERVICE_GRAPH_FAMILIES: readonly Family[] = [
  defineFamily(
    'counter',
    'traces_service_graph_request_total',
    'Total count of requests between two nodes',
    context =>
      callsOf(context).map(record => ({
        labels: callLabels(record, context),
        ...counted(record, context, CALL_OUTCOMES),
      })),
  ),
  defineFamily(
    'counter',
    'traces_service_graph_request_failed_total',
    'Total count of failed requests between two nodes',
    context =>
      callsOf(context).map(record => ({
        labels: callLabels(record, context),
        ...counted(record, context, ['failed', 'late', 'lost', 'rejected']),
      })),
  ),
  defineHistogram(
    {
      name: 'traces_service_graph_request_server_seconds',
      help: 'Time for a request between two nodes as seen from the server',
    },
    BOUNDS,
    durations('server'),
  ),
  defineHistogram(
    {
      name: 'traces_service_graph_request_client_seconds',
      help: 'Time for a request between two nodes as seen from the client',
    },
    BOUNDS,
    durations('client'),
  ),
];
