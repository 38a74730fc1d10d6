import type { IncidentKind, IncidentTarget } from './Incident';

const MINUTE_MS = 60_000;

/** What is the same for all incidents of a kind. */
export interface IncidentTraits {
  readonly title: string;
  readonly targets: IncidentTarget['kind'];
  /** From its start to its full effect. */
  readonly riseMs: number;
  /** From its end to the usual state. */
  readonly fallMs: number;
  /** Metric families in which it shows, the plainest first. */
  readonly evidence: readonly string[];
}

/** The traits of each kind of incident. */
export const INCIDENT_CATALOGUE: Readonly<
  Record<IncidentKind, IncidentTraits>
> = {
  'slow-database': {
    title: 'A database answers slowly',
    targets: 'Service',
    riseMs: 3 * MINUTE_MS,
    fallMs: 4 * MINUTE_MS,
    evidence: [
      'traces_service_graph_request_server_seconds',
      'istio_request_duration_milliseconds',
      'container_cpu_usage_seconds_total',
    ],
  },
  'memory-leak': {
    title: 'A service leaks memory until it is killed',
    targets: 'Service',
    riseMs: 15 * MINUTE_MS,
    fallMs: 2 * MINUTE_MS,
    evidence: [
      'container_memory_working_set_bytes',
      'kube_pod_container_status_restarts_total',
      'kube_pod_container_status_last_terminated_reason',
      'container_oom_events_total',
    ],
  },
  'bad-image': {
    title: 'A rollout names an image that does not exist',
    targets: 'Service',
    riseMs: MINUTE_MS,
    fallMs: MINUTE_MS,
    evidence: [
      'kube_pod_container_status_waiting_reason',
      'kube_deployment_status_replicas_updated',
      'kube_deployment_metadata_generation',
    ],
  },
  'bad-config': {
    title: 'A rollout brings a configuration that fails requests',
    targets: 'Service',
    riseMs: 2 * MINUTE_MS,
    fallMs: 2 * MINUTE_MS,
    evidence: [
      'istio_requests_total',
      'traces_service_graph_request_failed_total',
      'kube_deployment_metadata_generation',
      'kube_replicaset_spec_replicas',
    ],
  },
  'cpu-throttling': {
    title: 'A CPU limit is too tight',
    targets: 'Service',
    riseMs: 2 * MINUTE_MS,
    fallMs: 2 * MINUTE_MS,
    evidence: [
      'container_cpu_cfs_throttled_periods_total',
      'kube_pod_container_resource_limits',
      'istio_request_duration_milliseconds',
    ],
  },
  'node-not-ready': {
    title: 'A node stops reporting',
    targets: 'Node',
    riseMs: 40_000,
    fallMs: MINUTE_MS,
    evidence: ['kube_node_status_condition', 'up', 'kube_pod_status_ready'],
  },
  'zone-network-loss': {
    title: 'A zone loses packets to the others',
    targets: 'Zone',
    riseMs: 30_000,
    fallMs: 30_000,
    evidence: ['istio_requests_total', 'node_network_receive_errs_total'],
  },
  'disk-filling': {
    title: 'A volume runs full and its database turns read-only',
    targets: 'Volume',
    riseMs: MINUTE_MS,
    fallMs: MINUTE_MS,
    evidence: [
      'kubelet_volume_stats_available_bytes',
      'traces_service_graph_request_failed_total',
    ],
  },
  'certificate-expiry': {
    title: 'The certificate of a service expires',
    targets: 'Service',
    riseMs: 20_000,
    fallMs: 20_000,
    evidence: [
      'certmanager_certificate_expiration_timestamp_seconds',
      'istio_requests_total',
      'traces_service_graph_request_failed_total',
    ],
  },
  'retry-storm': {
    title: 'Retries overload a service until circuit breakers open',
    targets: 'Service',
    riseMs: 4 * MINUTE_MS,
    fallMs: 6 * MINUTE_MS,
    evidence: [
      'istio_requests_total',
      'envoy_cluster_upstream_rq_retry',
      'envoy_cluster_circuit_breakers_default_rq_open',
      'envoy_cluster_outlier_detection_ejections_active',
    ],
  },
  'dns-failure': {
    title: 'Names are not resolved',
    targets: 'Service',
    riseMs: MINUTE_MS,
    fallMs: 30_000,
    evidence: [
      'coredns_dns_responses_total',
      'hubble_dns_responses_total',
      'istio_requests_total',
    ],
  },
  'noisy-neighbour': {
    title: 'One pod takes the CPU of a node',
    targets: 'Node',
    riseMs: 2 * MINUTE_MS,
    fallMs: MINUTE_MS,
    evidence: [
      'node_cpu_seconds_total',
      'node_load1',
      'istio_request_duration_milliseconds',
    ],
  },
  'external-outage': {
    title: 'Something outside the cluster does not answer',
    targets: 'Service',
    riseMs: MINUTE_MS,
    fallMs: 2 * MINUTE_MS,
    evidence: [
      'traces_service_graph_request_failed_total',
      'traces_service_graph_request_client_seconds',
      'istio_requests_total',
    ],
  },
  'traffic-spike': {
    title: 'Far more requests than usual',
    targets: 'Service',
    riseMs: 4 * MINUTE_MS,
    fallMs: 10 * MINUTE_MS,
    evidence: [
      'traces_service_graph_request_total',
      'istio_requests_total',
      'container_cpu_usage_seconds_total',
      'kube_horizontalpodautoscaler_status_desired_replicas',
    ],
  },
  'manual-drift': {
    title: 'A deployment was scaled by hand, against what git says',
    targets: 'Service',
    riseMs: 30_000,
    fallMs: 2 * MINUTE_MS,
    evidence: [
      'kube_deployment_spec_replicas',
      'kube_deployment_metadata_generation',
      'container_cpu_usage_seconds_total',
    ],
  },
};
