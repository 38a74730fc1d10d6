import { alert, record } from './alert';

interface Mesh {
  /** The labels that name the callee. */
  readonly labels: readonly string[];
  readonly namespace: string;
  readonly service: string;
}

const istio: Mesh = {
  labels: ['destination_workload_namespace', 'destination_workload'],
  namespace: 'destination_workload_namespace',
  service: 'destination_workload',
};
const linkerd: Mesh = {
  labels: ['namespace', 'deployment', 'statefulset'],
  namespace: 'namespace',
  service: 'deployment',
};
const hubble: Mesh = {
  labels: ['destination_namespace', 'destination_workload'],
  namespace: 'destination_namespace',
  service: 'destination_workload',
};

/** Sums by `namespace` and `service`. A mesh's own labels are summed by first: there are far fewer of these sums to rename than series. */
function sumBy(
  { labels, namespace, service }: Mesh,
  series: string,
  ...others: readonly string[]
): string {
  const own = `sum by (${[...labels, ...others].join(', ')}) (${series})`;
  const whole = labels.includes('statefulset')
    ? `label_replace(${own}, "deployment", "$1", "statefulset", "(.+)")`
    : own;
  const named = `label_replace(label_replace(${whole}, "service", "$1", "${service}", "(.+)"), "namespace", "$1", "${namespace}", "(.+)")`;
  return `sum by (${['namespace', 'service', ...others].join(
    ', ',
  )}) (${named})`;
}

/** A mesh that a cluster may have: of each, only the series that exist are found. */
function sumOf(parts: {
  readonly istio: string;
  readonly linkerd: string;
  readonly hubble: string;
}): string {
  return [
    sumBy(istio, parts.istio),
    sumBy(linkerd, parts.linkerd),
    sumBy(hubble, parts.hubble),
  ].join(' or ');
}

function quantileOf(share: number): string {
  const of = (mesh: Mesh, series: string, unit: string): string =>
    `histogram_quantile(${share}, ${sumBy(mesh, series, 'le')})${unit}`;
  return [
    of(
      istio,
      'rate(istio_request_duration_milliseconds_bucket{reporter="destination"}[5m])',
      ' / 1000',
    ),
    of(
      linkerd,
      'rate(response_latency_ms_bucket{direction="inbound"}[5m])',
      ' / 1000',
    ),
    of(hubble, 'rate(hubble_http_request_duration_seconds_bucket[5m])', ''),
  ].join(' or ');
}

/** The share of requests that take seconds: one bucket tells what a quantile would need all of them for. */
const slowRatio = (() => {
  const quick = sumOf({
    istio:
      'rate(istio_request_duration_milliseconds_bucket{le="2500",reporter="destination"}[5m])',
    linkerd:
      'rate(response_latency_ms_bucket{direction="inbound",le="3000"}[5m])',
    hubble: 'rate(hubble_http_request_duration_seconds_bucket{le="2.5"}[5m])',
  });
  const all = sumOf({
    istio:
      'rate(istio_request_duration_milliseconds_count{reporter="destination"}[5m])',
    linkerd: 'rate(response_latency_ms_count{direction="inbound"}[5m])',
    hubble: 'rate(hubble_http_request_duration_seconds_count[5m])',
  });
  return `1 - (${quick}) / (${all})`;
})();

const ofService = '{{ $labels.namespace }}/{{ $labels.service }}';

/** Load, errors and latency of services, whatever mesh measures them, and alerts on their objectives. */
export const serviceRules = {
  groups: [
    {
      name: 'services.rules',
      rules: [
        record(
          'service:requests:rate5m',
          sumOf({
            istio: 'rate(istio_requests_total{reporter="destination"}[5m])',
            linkerd: 'rate(response_total{direction="inbound"}[5m])',
            hubble: 'rate(hubble_http_requests_total[5m])',
          }),
        ),
        record(
          'service:errors:rate5m',
          sumOf({
            istio:
              'rate(istio_requests_total{reporter="destination",response_code=~"5.."}[5m])',
            linkerd:
              'rate(response_total{classification="failure",direction="inbound"}[5m])',
            hubble: 'rate(hubble_http_requests_total{status=~"5.."}[5m])',
          }),
        ),
        record(
          'service:error_ratio:rate5m',
          'service:errors:rate5m / service:requests:rate5m',
        ),
        record('service:slow_ratio:rate5m', slowRatio),
        record('service:latency_p50_seconds:rate5m', quantileOf(0.5)),
        record('service:latency_p95_seconds:rate5m', quantileOf(0.95)),
        record(
          'namespace:requests:rate5m',
          'sum by (namespace) (service:requests:rate5m)',
        ),
      ],
    },
    {
      name: 'services',
      rules: [
        alert(
          'HighErrorRate',
          'service:error_ratio:rate5m > 0.05 and service:requests:rate5m > 0.2',
          {
            for: '5m',
            severity: 'critical',
            summary: 'A service fails.',
            description: `${ofService} fails {{ $value | humanizePercentage }} of its requests.`,
          },
        ),
        alert(
          'ElevatedErrorRate',
          'service:error_ratio:rate5m > 0.01 and service:requests:rate5m > 0.2',
          {
            for: '15m',
            severity: 'warning',
            summary: 'A service fails more often than it should.',
            description: `${ofService} fails {{ $value | humanizePercentage }} of its requests.`,
          },
        ),
        alert(
          'HighLatency',
          'service:slow_ratio:rate5m > 0.05 and service:requests:rate5m > 0.2',
          {
            for: '10m',
            severity: 'warning',
            summary: 'A service is slow.',
            description: `{{ $value | humanizePercentage }} of the requests to ${ofService} take longer than 2.5 seconds.`,
          },
        ),
        alert(
          'CircuitBreakerOpen',
          'max by (namespace, app, cluster_name) (envoy_cluster_circuit_breakers_default_rq_open) == 1',
          {
            for: '1m',
            severity: 'warning',
            summary: 'A circuit breaker is open.',
            description:
              '{{ $labels.namespace }}/{{ $labels.app }} sends nothing to {{ $labels.cluster_name }}.',
          },
        ),
        alert(
          'CoreDNSErrorsHigh',
          'sum(rate(coredns_dns_responses_total{rcode="SERVFAIL"}[5m])) / sum(rate(coredns_dns_responses_total[5m])) > 0.05',
          {
            for: '5m',
            severity: 'critical',
            summary: 'Names are not resolved.',
            description:
              'CoreDNS fails {{ $value | humanizePercentage }} of its queries.',
          },
        ),
      ],
    },
  ],
};
