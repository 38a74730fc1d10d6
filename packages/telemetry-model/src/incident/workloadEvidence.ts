import type { IncidentKind } from './Incident';
import { metric, NO_EVIDENCE, type EvidenceOf } from './evidenceNames';

/** Of incidents that show on a workload and its pods. */
export const workloadEvidence = {
  'memory-leak': ({ container, restarts, says, pods }) => {
    return {
      metrics: [
        metric(
          'container_memory_working_set_bytes',
          `max(max_over_time(container_memory_working_set_bytes{${container}}[30m])) > 0.9 * max(container_spec_memory_limit_bytes{${container}})`,
        ),
        metric(
          'kube_pod_container_status_last_terminated_reason',
          `kube_pod_container_status_last_terminated_reason{${container},reason="OOMKilled"} == 1`,
        ),
        restarts,
        metric(
          'container_oom_events_total',
          `sum(container_oom_events_total{${container}}) > 0`,
        ),
      ],
      logs: says('memory is \\d+% of the limit|GC overhead'),
      events: [{ ...pods, reason: 'BackOff' }],
      objects: [
        {
          ...pods,
          path: '.status.containerStatuses[*].lastState.terminated.reason',
          matches: '^OOMKilled$',
        },
      ],
      alerts: ['KubeContainerOOMKilled', 'KubePodCrashLooping'],
    };
  },
  'bad-image': ({
    container,
    deployment,
    rollout,
    generation,
    pods,
    workload,
  }) => {
    return {
      ...NO_EVIDENCE,
      metrics: [
        metric(
          'kube_pod_container_status_waiting_reason',
          `kube_pod_container_status_waiting_reason{${container},reason=~"ErrImagePull|ImagePullBackOff"} == 1`,
        ),
        generation,
        metric(
          'kube_deployment_status_replicas_updated',
          `kube_deployment_status_replicas_updated{${deployment}} < kube_deployment_spec_replicas{${deployment}}`,
        ),
      ],
      events: [{ ...pods, reason: 'Failed' }, rollout],
      objects: [
        {
          ...pods,
          path: '.status.containerStatuses[*].state.waiting.reason',
          matches: '^(ErrImagePull|ImagePullBackOff)$',
        },
        {
          ...workload,
          path: ".metadata.annotations['kubernetes.io/change-cause']",
          matches: 'set image',
        },
      ],
      alerts: [
        'KubeContainerWaiting',
        'KubeDeploymentRolloutStuck',
        'KubeDeploymentReplicasMismatch',
      ],
    };
  },
  'bad-config': ({
    name,
    namespace,
    rollout,
    generation,
    restarts,
    failures,
    says,
    pods,
  }) => {
    return {
      metrics: [failures(0.1), generation, restarts],
      logs: says('invalid configuration|routing table is empty'),
      events: [{ ...pods, reason: 'BackOff' }, rollout],
      objects: [
        {
          kind: 'ConfigMap',
          namespace,
          namePrefix: `${name}-config`,
          path: ".data['service.yaml']",
          matches: 'table: ""',
        },
        {
          ...pods,
          path: '.status.containerStatuses[*].lastState.terminated.reason',
          matches: '^Error$',
        },
      ],
      alerts: ['HighErrorRate', 'KubePodCrashLooping'],
    };
  },
  'cpu-throttling': ({
    container,
    rollout,
    generation,
    slowness,
    says,
    workload,
  }) => {
    return {
      metrics: [
        metric(
          'container_cpu_cfs_throttled_periods_total',
          `sum(rate(container_cpu_cfs_throttled_periods_total{${container}}[5m])) / sum(rate(container_cpu_cfs_periods_total{${container}}[5m])) > 0.25`,
        ),
        generation,
        slowness(1.15),
      ],
      logs: says('event loop delayed|worker was not scheduled'),
      events: [rollout],
      objects: [
        {
          ...workload,
          path: ".metadata.annotations['kubernetes.io/change-cause']",
          matches: 'limits=cpu',
        },
      ],
      alerts: ['CPUThrottlingHigh'],
    };
  },
  'manual-drift': ({ deployment, rollout, generation, workload }) => {
    return {
      ...NO_EVIDENCE,
      metrics: [
        metric(
          'kube_deployment_spec_replicas',
          `kube_deployment_spec_replicas{${deployment}} < (kube_deployment_spec_replicas{${deployment}} offset 2h)`,
        ),
        generation,
      ],
      events: [rollout],
      objects: [
        {
          ...workload,
          path: '.metadata.managedFields[*].manager',
          matches: '^kubectl-edit$',
        },
      ],
      alerts: [],
    };
  },
} satisfies Partial<Record<IncidentKind, EvidenceOf>>;
