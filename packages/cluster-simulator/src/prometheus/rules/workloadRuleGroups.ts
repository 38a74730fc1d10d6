import { alert, record } from './alert';

const ofPod = '{{ $labels.namespace }}/{{ $labels.pod }}';

/** What workloads use, and what goes wrong with them, as kube-state-metrics and cAdvisor see it. */
export const workloadRuleGroups = [
  {
    name: 'kubernetes-resources.rules',
    interval: '30s',
    rules: [
      record(
        'namespace:container_cpu_usage_seconds:sum_rate5m',
        'sum by (namespace) (rate(container_cpu_usage_seconds_total{container!=""}[5m]))',
      ),
      record(
        'namespace:container_memory_working_set_bytes:sum',
        'sum by (namespace) (container_memory_working_set_bytes{container!=""})',
      ),
      record(
        'namespace_cpu:kube_pod_container_resource_requests:sum',
        'sum by (namespace) (kube_pod_container_resource_requests{resource="cpu"} * on (namespace, pod) group_left () max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running"} == 1))',
      ),
      record(
        'namespace_memory:kube_pod_container_resource_requests:sum',
        'sum by (namespace) (kube_pod_container_resource_requests{resource="memory"} * on (namespace, pod) group_left () max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running"} == 1))',
      ),
      record(
        'namespace_workload_pod:kube_pod_owner:relabel',
        'max by (namespace, workload, pod) (label_replace(kube_pod_owner{owner_kind="ReplicaSet"}, "workload", "$1", "owner_name", "(.+)-[^-]+") or label_replace(kube_pod_owner{owner_kind!="ReplicaSet"}, "workload", "$1", "owner_name", "(.+)"))',
      ),
    ],
  },
  {
    name: 'kubernetes-apps',
    rules: [
      alert(
        'KubePodCrashLooping',
        'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1',
        {
          for: '15m',
          severity: 'warning',
          summary: 'A container crashes again and again.',
          description: `Container {{ $labels.container }} of ${ofPod} waits in CrashLoopBackOff.`,
        },
      ),
      alert(
        'KubePodNotReady',
        'sum by (namespace, pod) (max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Unknown"} == 1) * on (namespace, pod) group_left () max by (namespace, pod) (kube_pod_owner{owner_kind!="Job"})) > 0',
        {
          for: '15m',
          severity: 'warning',
          summary: 'A pod does not start.',
          description: `${ofPod} has not been running for more than 15 minutes.`,
        },
      ),
      alert(
        'KubeContainerWaiting',
        'sum by (namespace, pod, container, reason) (kube_pod_container_status_waiting_reason{reason!~"CrashLoopBackOff|ContainerCreating"}) > 0',
        {
          for: '10m',
          severity: 'warning',
          summary: 'A container waits for something that does not come.',
          description: `Container {{ $labels.container }} of ${ofPod} waits: {{ $labels.reason }}.`,
        },
      ),
      alert(
        'KubeContainerOOMKilled',
        'sum by (namespace, pod, container) (increase(container_oom_events_total{container!=""}[10m])) >= 1',
        {
          severity: 'warning',
          keepFiringFor: '10m',
          summary: 'A container ran out of memory.',
          description: `Container {{ $labels.container }} of ${ofPod} was killed {{ $value | humanize }} times in 10 minutes.`,
        },
      ),
      alert(
        'KubeDeploymentReplicasMismatch',
        '(kube_deployment_spec_replicas > kube_deployment_status_replicas_available) and (changes(kube_deployment_status_replicas_updated[10m]) == 0)',
        {
          for: '15m',
          severity: 'warning',
          summary: 'A deployment lacks replicas.',
          description:
            'Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has had fewer available replicas than the {{ $value }} it wants for 15 minutes.',
        },
      ),
      alert(
        'KubeDeploymentRolloutStuck',
        'kube_deployment_status_replicas_updated < kube_deployment_spec_replicas and changes(kube_deployment_status_replicas_updated[15m]) == 0',
        {
          for: '15m',
          severity: 'warning',
          summary: 'A rollout makes no progress.',
          description:
            'Of deployment {{ $labels.namespace }}/{{ $labels.deployment }} only {{ $value }} replicas are of the new version, and none was added for 15 minutes.',
        },
      ),
      alert(
        'KubeStatefulSetReplicasMismatch',
        'kube_statefulset_status_replicas_ready != kube_statefulset_replicas',
        {
          for: '15m',
          severity: 'warning',
          summary: 'A stateful set lacks replicas.',
          description:
            'Stateful set {{ $labels.namespace }}/{{ $labels.statefulset }} has {{ $value }} ready replicas, which is not what it wants.',
        },
      ),
      alert(
        'KubeDaemonSetRolloutStuck',
        'kube_daemonset_status_number_available < kube_daemonset_status_desired_number_scheduled',
        {
          for: '15m',
          severity: 'warning',
          summary: 'A daemon set lacks pods.',
          description:
            'Daemon set {{ $labels.namespace }}/{{ $labels.daemonset }} has only {{ $value }} available pods.',
        },
      ),
      alert(
        'KubeJobFailed',
        'max by (namespace, job_name) (label_replace(kube_pod_owner{owner_kind="Job"}, "job_name", "$1", "owner_name", "(.+)") * on (namespace, pod) group_left () max by (namespace, pod) (kube_pod_status_phase{phase="Failed"} == 1)) > 0',
        {
          for: '1m',
          severity: 'warning',
          summary: 'A job has failed.',
          description:
            'Job {{ $labels.namespace }}/{{ $labels.job_name }} has a failed pod. Look at its log before you delete it.',
        },
      ),
      alert(
        'KubeHpaMaxedOut',
        'kube_horizontalpodautoscaler_status_current_replicas == kube_horizontalpodautoscaler_spec_max_replicas and kube_horizontalpodautoscaler_spec_max_replicas > kube_horizontalpodautoscaler_spec_min_replicas',
        {
          for: '15m',
          severity: 'warning',
          summary: 'An autoscaler can add no more.',
          description:
            'Autoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has run at its {{ $value }} replicas for 15 minutes.',
        },
      ),
      alert(
        'CPUThrottlingHigh',
        'sum by (namespace, pod, container) (increase(container_cpu_cfs_throttled_periods_total{container!=""}[5m])) / sum by (namespace, pod, container) (increase(container_cpu_cfs_periods_total{container!=""}[5m])) > 0.25',
        {
          for: '15m',
          severity: 'info',
          summary: 'A container is throttled by its limit.',
          description: `Container {{ $labels.container }} of ${ofPod} was held back in {{ $value | humanizePercentage }} of its periods.`,
        },
      ),
      alert(
        'KubeContainerMemoryNearLimit',
        'max by (namespace, pod, container) (container_memory_working_set_bytes{container!=""} / (container_spec_memory_limit_bytes{container!=""} > 0)) > 0.92',
        {
          for: '10m',
          severity: 'warning',
          summary: 'A container is about to run out of memory.',
          description: `Container {{ $labels.container }} of ${ofPod} uses {{ $value | humanizePercentage }} of its limit.`,
        },
      ),
    ],
  },
];
