import { fractionOf } from '../noise/hash';
import type { Labels } from '../series/Series';
import type { CallRecord, TelemetryContext } from '../series/TelemetryContext';
import type { NodeMeter } from '../usage/createNodeMeter';
import {
  callClasses,
  callCount,
  callDurations,
  endsOf,
  type CallEnds,
} from './callPlans';
import {
  defineFamily,
  defineHistogram,
  type Family,
  type SeriesPlan,
} from './defineFamilies';
import { hubbleTarget } from './scrapeTargets';

/** The Prometheus client's usual upper bounds, in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A call as the agent of one node sees it: its share of the calls, by how many pods it may have of the caller. */
interface Sight {
  readonly record: CallRecord;
  readonly ends: CallEnds;
  readonly meter: NodeMeter;
  readonly share: number;
  readonly labels: Labels;
}

function sightsOf(
  context: TelemetryContext,
  protocol: 'http' | 'any',
): readonly Sight[] {
  if (!context.world.agents.includes('hubble')) return [];
  return context.calls().flatMap(record => {
    const ends = endsOf(record, context);
    if (
      protocol === 'http' &&
      !['http', 'grpc'].includes(ends.server.profile.protocol)
    )
      return [];
    const weights = context
      .nodes()
      .map(
        ({ node }) =>
          0.4 +
          fractionOf(`${node.name}/${ends.client?.name}/${ends.server.name}`),
      );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return context.nodes().map((meter, place) => ({
      record,
      ends,
      meter,
      share: weights[place] / total,
      labels: {
        ...hubbleTarget(meter),
        source_namespace: ends.client?.namespace ?? '',
        source_workload: ends.client?.name ?? '',
        destination_namespace:
          ends.server.kind === 'External' ? '' : ends.server.namespace,
        destination_workload:
          ends.server.kind === 'External' ? '' : ends.server.name,
      },
    }));
  });
}

/** The plan's value while the node's agent can be scraped. */
function whileUp(
  meter: NodeMeter,
  plan: Omit<SeriesPlan, 'labels'>,
): Omit<SeriesPlan, 'labels'> {
  return {
    ...plan,
    valueAt: timeMs => (meter.isUp(timeMs) ? plan.valueAt(timeMs) : NaN),
  };
}

function methodOf({ server }: CallEnds): string {
  return server.profile.protocol === 'grpc' ? 'POST' : 'GET';
}

function httpLabels(ends: CallEnds): Labels {
  return {
    method: methodOf(ends),
    protocol: ends.server.profile.protocol === 'grpc' ? 'HTTP/2' : 'HTTP/1.1',
    reporter: 'client',
  };
}

function flows(
  more: Labels,
  of: (calls: number) => number,
  outcome: 'answered' | 'lost' = 'answered',
) {
  return (context: TelemetryContext): readonly SeriesPlan[] =>
    sightsOf(context, 'any').map(({ record, meter, share, labels }) => {
      const { prepare, valueAt } = callCount(record, context, 'client', {
        outcome,
        share,
      });
      return {
        labels: { ...labels, ...more },
        ...whileUp(meter, {
          prepare,
          valueAt: timeMs => Math.floor(of(valueAt(timeMs))),
        }),
      };
    });
}

/** DNS answers per node; while names are not resolved, most of them are failures. */
function dnsAnswers(context: TelemetryContext): readonly SeriesPlan[] {
  if (!context.world.agents.includes('hubble')) return [];
  const dns = context
    .calls()
    .filter(record => endsOf(record, context).server.name === 'coredns');
  return context.nodes().flatMap(meter =>
    dns.flatMap(record =>
      (['answered', 'failed'] as const).map(outcome => ({
        labels: {
          ...hubbleTarget(meter),
          ips_returned: outcome === 'answered' ? '1' : '0',
          qtypes: 'A',
          rcode: outcome === 'answered' ? 'No Error' : 'Server Failure',
        },
        ...whileUp(
          meter,
          callCount(record, context, 'server', {
            outcome,
            share: 1 / context.nodes().length,
          }),
        ),
      })),
    ),
  );
}

/** What Cilium's Hubble tells, with workloads as context labels. */
export const HUBBLE_FAMILIES: readonly Family[] = [
  defineFamily(
    'counter',
    'hubble_http_requests_total',
    'Count of HTTP requests by methods.',
    context =>
      sightsOf(context, 'http').flatMap(
        ({ record, ends, meter, share, labels }) =>
          callClasses(ends, 'server').map(part => ({
            labels: { ...labels, ...httpLabels(ends), status: part.status },
            ...whileUp(
              meter,
              callCount(record, context, 'server', {
                ...part,
                share: part.share * share,
              }),
            ),
          })),
      ),
  ),
  defineHistogram(
    {
      name: 'hubble_http_request_duration_seconds',
      help: 'Quantiles of HTTP request duration in seconds',
    },
    BOUNDS,
    context =>
      sightsOf(context, 'http').map(
        ({ record, ends, meter, share, labels }) => {
          const durations = callDurations(
            record,
            context,
            'server',
            { outcome: 'answered', share },
            1_000,
          );
          return {
            labels: { ...labels, method: methodOf(ends), reporter: 'client' },
            below: bound => whileUp(meter, durations.below(bound)),
            sum: whileUp(meter, durations.sum),
          };
        },
      ),
  ),
  defineFamily(
    'counter',
    'hubble_flows_processed_total',
    'Total number of flows processed',
    flows(
      {
        type: 'Trace',
        subtype: 'to-endpoint',
        verdict: 'FORWARDED',
        protocol: 'TCP',
      },
      calls => calls * 6,
    ),
  ),
  defineFamily(
    'counter',
    'hubble_drop_total',
    'Number of drops',
    flows(
      { reason: 'Unsupported L3 protocol', protocol: 'TCP' },
      calls => calls,
      'lost',
    ),
  ),
  defineFamily(
    'counter',
    'hubble_tcp_flags_total',
    'TCP flag occurrences',
    flows({ flag: 'SYN', family: 'IPv4' }, calls => calls * 0.05),
  ),
  defineFamily(
    'counter',
    'hubble_dns_responses_total',
    'Number of DNS queries observed',
    dnsAnswers,
  ),
];
