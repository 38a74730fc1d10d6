import type { IncidentKind } from './Incident';
import { metric, NO_EVIDENCE, type EvidenceOf } from './evidenceNames';
import { risen } from './evidenceQueries';

/** Of incidents that show in calls, above all. */
export const trafficEvidence = {
  'slow-database': ({ unhealthy, slowness, says }) => {
    return {
      ...NO_EVIDENCE,
      metrics: [slowness(3)],
      logs: says('still waiting for ShareLock|temporary file'),
      events: [unhealthy],
      alerts: ['ElevatedErrorRate'],
    };
  },
  'certificate-expiry': ({ name, namespace, failures, callersSay }) => {
    return {
      metrics: [
        metric(
          'certmanager_certificate_expiration_timestamp_seconds',
          `certmanager_certificate_expiration_timestamp_seconds{exported_namespace="${namespace}",name="${name}-tls"} <= time()`,
        ),
        failures(0.3),
      ],
      logs: callersSay('x509: certificate has expired'),
      events: [
        {
          kind: 'Certificate',
          namespace,
          namePrefix: `${name}-tls`,
          reason: 'Expired',
        },
      ],
      objects: [
        {
          kind: 'Certificate',
          namespace,
          namePrefix: `${name}-tls`,
          path: '.status.conditions[?(@.type=="Ready")].reason',
          matches: '^Expired$',
        },
      ],
      alerts: ['CertificateExpiry', 'HighErrorRate'],
    };
  },
  'retry-storm': ({ name, namespace, unhealthy, failures, says }) => {
    return {
      ...NO_EVIDENCE,
      metrics: [
        failures(0.2),
        metric(
          'envoy_cluster_circuit_breakers_default_rq_open',
          `max(envoy_cluster_circuit_breakers_default_rq_open{cluster_name=~".*[|]${name}[.]${namespace}[.].*"}) == 1`,
          'envoy',
        ),
      ],
      logs: says('request queue is full'),
      events: [unhealthy],
      alerts: ['HighErrorRate'],
    };
  },
  'dns-failure': ({ unhealthy, says }) => {
    return {
      ...NO_EVIDENCE,
      metrics: [
        metric(
          'coredns_dns_responses_total',
          risen(
            'sum(rate(coredns_dns_responses_total{rcode="SERVFAIL"}[5m]))',
            10,
          ),
        ),
      ],
      logs: says('plugin/errors'),
      events: [unhealthy],
      alerts: ['CoreDNSErrorsHigh'],
    };
  },
  'external-outage': ({ name, callers, failures, callersSay }) => {
    return {
      ...NO_EVIDENCE,
      metrics: [failures(0.3)],
      logs: callersSay(`${name} (timed out|answered with an error)`),
      events: callers.map(caller => ({
        kind: 'Pod',
        namespace: caller.namespace,
        namePrefix: `${caller.name}-`,
        reason: 'Unhealthy',
      })),
      alerts: ['HighErrorRate'],
    };
  },
  'traffic-spike': ({ name, container, says }) => {
    return {
      ...NO_EVIDENCE,
      metrics: [
        metric(
          'container_cpu_usage_seconds_total',
          risen(
            `sum(rate(container_cpu_usage_seconds_total{${container}}[5m]))`,
            1.3,
          ),
        ),
        metric(
          'traces_service_graph_request_total',
          risen(
            `sum(rate(traces_service_graph_request_total{client="${name}"}[5m]))`,
            1.5,
          ),
          'service-graph',
        ),
      ],
      logs: says('request queue is long'),
      alerts: [],
    };
  },
} satisfies Partial<Record<IncidentKind, EvidenceOf>>;
