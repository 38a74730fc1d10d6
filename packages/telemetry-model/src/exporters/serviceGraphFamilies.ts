import type { Labels } from '../series/Series';
import type { CallRecord, TelemetryContext } from '../series/TelemetryContext';
import {
  CALL_OUTCOMES,
  type CallOutcome,
  type CallSide,
} from '../usage/createCallActivity';
import { endsOf, firstMsOf } from './callPlans';
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

/** Whole calls that ended in one of these ways, up to a moment. */
function counted(
  record: CallRecord,
  context: TelemetryContext,
  side: CallSide,
  outcomes: readonly CallOutcome[],
  boundMs = Infinity,
): Omit<SeriesPlan, 'labels'> {
  const { activity } = record;
  const count = activity.count(side, outcomes, boundMs);
  const firstMs = firstMsOf(record, context);
  return {
    prepare: activity.reach,
    valueAt: timeMs => (timeMs < firstMs ? NaN : Math.floor(count(timeMs))),
  };
}

/** A call from outside is seen by its server alone. */
function sideOf({ edge }: CallRecord, side: CallSide): CallSide {
  return edge ? side : 'server';
}

function durations(given: CallSide) {
  return (context: TelemetryContext): readonly HistogramPlan[] =>
    callsOf(context).map(record => {
      const side = sideOf(record, given);
      const { activity } = record;
      const milliseconds = activity.milliseconds(side, CALL_OUTCOMES);
      return {
        labels: callLabels(record, context),
        below: bound =>
          counted(record, context, side, CALL_OUTCOMES, bound * 1_000),
        sum: {
          prepare: activity.reach,
          valueAt: timeMs =>
            timeMs < firstMsOf(record, context)
              ? NaN
              : milliseconds(timeMs) / 1_000,
        },
      };
    });
}

function callsOf(context: TelemetryContext): readonly CallRecord[] {
  if (!context.world.agents.includes('service-graph')) return [];
  return context
    .calls()
    .filter(
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
        ...counted(record, context, sideOf(record, 'client'), CALL_OUTCOMES),
      })),
  ),
  defineFamily(
    'counter',
    'traces_service_graph_request_failed_total',
    'Total count of failed requests between two nodes',
    context =>
      callsOf(context).map(record => ({
        labels: callLabels(record, context),
        ...counted(record, context, sideOf(record, 'client'), [
          'failed',
          'late',
          'lost',
          'rejected',
        ]),
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
