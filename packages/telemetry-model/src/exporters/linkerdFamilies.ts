import type { Labels } from '../series/Series';
import type { TelemetryContext } from '../series/TelemetryContext';
import type { CallSide } from '../usage/createCallActivity';
import type { WorldService } from '../world/WorldService';
import {
  callClasses,
  callCount,
  callDurations,
  endsOf,
  type CallClass,
  type CallEnds,
} from './callPlans';
import { defineFamily, defineHistogram, type Family } from './defineFamilies';

/** Upper bounds of the proxy's response latencies, in milliseconds. */
const LATENCY_BOUNDS = [
  1, 2, 3, 4, 5, 10, 20, 30, 40, 50, 100, 200, 300, 400, 500, 1_000, 2_000,
  3_000, 4_000, 5_000, 10_000, 20_000, 30_000, 40_000, 50_000,
];

function reports(context: TelemetryContext) {
  if (!context.world.agents.includes('linkerd')) return [];
  return context.calls().flatMap(record => {
    const ends = endsOf(record, context);
    if (!['http', 'grpc'].includes(ends.server.profile.protocol)) return [];
    const sides: readonly CallSide[] = [
      ...(ends.client ? (['client'] as const) : []),
      ...(ends.server.kind === 'External' ? [] : (['server'] as const)),
    ];
    return sides.map(side => ({ record, ends, side }));
  });
}

function workload(service: WorldService, prefix = ''): Labels {
  return {
    [`${prefix}namespace`]: service.namespace,
    [`${prefix}${service.kind.toLowerCase()}`]: service.name,
  };
}

/** Who a caller with mutual TLS is; without it the calls of several callers would be one series. */
function identityOf({ name, namespace }: WorldService): string {
  return `${name}.${namespace}.serviceaccount.identity.linkerd.cluster.local`;
}

function callLabels({ client, server }: CallEnds, side: CallSide): Labels {
  const authority = `${server.name}.${server.namespace}.svc.cluster.local:${server.port}`;
  const tls = client && server.kind !== 'External' ? 'true' : 'no_identity';
  if (side === 'server' || !client) {
    return {
      job: 'linkerd-proxy',
      direction: 'inbound',
      ...workload(server),
      ...(client ? { client_id: identityOf(client) } : {}),
      authority,
      tls,
    };
  }
  return {
    job: 'linkerd-proxy',
    direction: 'outbound',
    ...workload(client),
    ...(server.kind === 'External'
      ? {}
      : {
          ...workload(server, 'dst_'),
          dst_service: server.name,
          dst_control_plane_ns: 'linkerd',
        }),
    authority,
    tls,
  };
}

function classLabels({ status }: CallClass): Labels {
  return {
    classification: status.startsWith('5') ? 'failure' : 'success',
    status_code: status,
  };
}

/** The classes, those of one status together: Linkerd has no flags to tell them apart. */
function classesByStatus(
  ends: CallEnds,
  side: CallSide,
): readonly (readonly CallClass[])[] {
  const byStatus = new Map<string, CallClass[]>();
  for (const part of callClasses(ends, side)) {
    const same = byStatus.get(part.status);
    if (same) same.push(part);
    else byStatus.set(part.status, [part]);
  }
  return [...byStatus.values()];
}

/** What Linkerd's proxies tell, summed per workload: there is no `pod` or `instance` label. */
export const LINKERD_FAMILIES: readonly Family[] = [
  defineFamily(
    'counter',
    'request_total',
    'Total count of HTTP requests.',
    context =>
      reports(context).map(({ record, ends, side }) => {
        const parts = callClasses(ends, side).map(part =>
          callCount(record, context, side, part),
        );
        return {
          labels: callLabels(ends, side),
          prepare: record.activity.reach,
          valueAt: timeMs =>
            parts.reduce((sum, part) => sum + part.valueAt(timeMs), 0),
        };
      }),
  ),
  defineFamily(
    'counter',
    'response_total',
    'Total count of HTTP responses.',
    context =>
      reports(context).flatMap(({ record, ends, side }) =>
        classesByStatus(ends, side).map(parts => {
          const counts = parts.map(part =>
            callCount(record, context, side, part),
          );
          return {
            labels: { ...callLabels(ends, side), ...classLabels(parts[0]) },
            prepare: record.activity.reach,
            valueAt: (timeMs: number) =>
              counts.reduce((sum, count) => sum + count.valueAt(timeMs), 0),
          };
        }),
      ),
  ),
  defineHistogram(
    {
      name: 'response_latency_ms',
      help: "Elapsed times between a request's headers being received and its response stream completing",
    },
    LATENCY_BOUNDS,
    context =>
      reports(context).flatMap(({ record, ends, side }) =>
        classesByStatus(ends, side).map(parts => {
          const durations = parts.map(part =>
            callDurations(record, context, side, part, 1),
          );
          return {
            labels: { ...callLabels(ends, side), ...classLabels(parts[0]) },
            below: (bound: number) => {
              const counts = durations.map(each => each.below(bound));
              return {
                prepare: record.activity.reach,
                valueAt: (timeMs: number) =>
                  counts.reduce((sum, count) => sum + count.valueAt(timeMs), 0),
              };
            },
            sum: {
              prepare: record.activity.reach,
              valueAt: (timeMs: number) =>
                durations.reduce(
                  (sum, each) => sum + each.sum.valueAt(timeMs),
                  0,
                ),
            },
          };
        }),
      ),
  ),
];
