import type { Labels } from '../series/Series';
import type { CallRecord, TelemetryContext } from '../series/TelemetryContext';
import type { CallSide } from '../usage/createCallActivity';
import { fractionOf } from '../noise/hash';
import type { WorldService } from '../world/WorldService';
import {
  callClasses,
  callCount,
  callDurations,
  endsOf,
  type CallClass,
  type CallEnds,
} from './callPlans';
import {
  defineFamily,
  defineHistogram,
  type Family,
  type HistogramPlan,
  type SeriesPlan,
} from './defineFamilies';

/** Upper bounds of Istio's response times, in milliseconds. */
const DURATION_BOUNDS = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000,
  60_000, 300_000, 600_000, 1_800_000, 3_600_000,
];

/** Both reporters of each call that Istio sees. */
function reports(context: TelemetryContext, isTcp: boolean) {
  if (!context.world.agents.includes('istio')) return [];
  return context.calls().flatMap(record => {
    const ends = endsOf(record, context);
    const { protocol } = ends.server.profile;
    if (protocol === 'udp' || (protocol === 'tcp') !== isTcp) return [];
    const sides: readonly CallSide[] = [
      ...(ends.client ? (['client'] as const) : []),
      ...(ends.server.kind === 'External' ? [] : (['server'] as const)),
    ];
    return sides.map(side => ({ record, ends, side }));
  });
}

function workloadLabels(
  prefix: 'source' | 'destination',
  service: WorldService | undefined,
  cluster: string,
): Labels {
  const isKnown = service !== undefined && service.kind !== 'External';
  const name = isKnown ? service.name : 'unknown';
  const namespace = isKnown ? service.namespace : 'unknown';
  return {
    [`${prefix}_workload`]: name,
    [`${prefix}_workload_namespace`]: namespace,
    [`${prefix}_canonical_service`]: name,
    [`${prefix}_canonical_revision`]: isKnown ? service.version : 'latest',
    [`${prefix}_app`]: name,
    [`${prefix}_version`]: isKnown ? service.version : 'unknown',
    [`${prefix}_cluster`]: isKnown ? cluster : 'unknown',
    [`${prefix}_principal`]: isKnown
      ? `spiffe://cluster.local/ns/${namespace}/sa/${name}`
      : 'unknown',
  };
}

function callLabels(
  context: TelemetryContext,
  { client, server }: CallEnds,
  side: CallSide,
): Labels {
  const { cluster } = context.world;
  const isExternal = server.kind === 'External';
  const host = isExternal
    ? server.name
    : `${server.name}.${server.namespace}.svc.cluster.local`;
  return {
    job: 'istio-mesh',
    reporter: side === 'client' ? 'source' : 'destination',
    ...workloadLabels('source', client, cluster),
    ...workloadLabels('destination', server, cluster),
    destination_service: host,
    destination_service_name: server.name,
    destination_service_namespace: isExternal ? 'unknown' : server.namespace,
    request_protocol: server.profile.protocol,
    connection_security_policy: securityOf(side, client),
  };
}

/** Only the server's proxy knows whether the connection was mutual TLS. */
function securityOf(side: CallSide, client: WorldService | undefined): string {
  if (side === 'client') return 'unknown';
  return client ? 'mutual_tls' : 'none';
}

/** OK or Unavailable. */
function grpcStatusOf(httpStatus: string): string {
  return httpStatus === '200' ? '0' : '14';
}

function classLabels(
  { status, flags }: CallClass,
  { server }: CallEnds,
): Labels {
  const isGrpc = server.profile.protocol === 'grpc';
  return {
    response_code: isGrpc && flags === '-' ? '200' : status,
    grpc_response_status: isGrpc ? grpcStatusOf(status) : '',
    response_flags: flags,
  };
}

function byClass(
  plan: (
    record: CallRecord,
    context: TelemetryContext,
    side: CallSide,
    part: CallClass,
  ) => Omit<SeriesPlan, 'labels'>,
) {
  return (context: TelemetryContext): readonly SeriesPlan[] =>
    reports(context, false).flatMap(({ record, ends, side }) =>
      callClasses(ends, side).map(part => ({
        labels: {
          ...callLabels(context, ends, side),
          ...classLabels(part, ends),
        },
        ...plan(record, context, side, part),
      })),
    );
}

function durations(context: TelemetryContext): readonly HistogramPlan[] {
  return reports(context, false).flatMap(({ record, ends, side }) =>
    callClasses(ends, side).map(part => ({
      labels: {
        ...callLabels(context, ends, side),
        ...classLabels(part, ends),
      },
      ...callDurations(record, context, side, part, 1),
    })),
  );
}

/** Bytes and connections of calls that are not HTTP. */
function tcp(of: (ends: CallEnds) => number) {
  return (context: TelemetryContext): readonly SeriesPlan[] =>
    reports(context, true).map(({ record, ends, side }) => {
      const { valueAt, prepare } = callCount(record, context, side, {
        outcome: 'answered',
        share: 1,
      });
      const each = of(ends);
      return {
        labels: { ...callLabels(context, ends, side), response_flags: '-' },
        prepare,
        valueAt: timeMs => Math.floor(valueAt(timeMs) * each),
      };
    });
}

const weigh = (ends: CallEnds, what: string, mean: number) =>
  mean *
  (0.4 + 1.2 * fractionOf(`${ends.client?.name}/${ends.server.name}/${what}`));

/**
 * What Istio's proxies tell, per workload: the series of a workload's pods are summed, as Istio advises to record them
 * for production, so there is no `pod` or `instance` label.
 */
export const ISTIO_FAMILIES: readonly Family[] = [
  defineFamily(
    'counter',
    'istio_requests_total',
    'requests_total',
    byClass(callCount),
  ),
  defineHistogram(
    {
      name: 'istio_request_duration_milliseconds',
      help: 'request_duration_milliseconds',
    },
    DURATION_BOUNDS,
    durations,
  ),
  defineFamily(
    'counter',
    'istio_tcp_sent_bytes_total',
    'tcp_sent_bytes_total',
    tcp(ends => weigh(ends, 'sent', 2_400)),
  ),
  defineFamily(
    'counter',
    'istio_tcp_received_bytes_total',
    'tcp_received_bytes_total',
    tcp(ends => weigh(ends, 'received', 800)),
  ),
  defineFamily(
    'counter',
    'istio_tcp_connections_opened_total',
    'tcp_connections_opened_total',
    tcp(ends => weigh(ends, 'connections', 0.004)),
  ),
  defineFamily(
    'counter',
    'istio_tcp_connections_closed_total',
    'tcp_connections_closed_total',
    tcp(ends => weigh(ends, 'connections', 0.004) * 0.999),
  ),
];
