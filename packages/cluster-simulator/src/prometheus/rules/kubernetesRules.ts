import { alert } from './alert';
import { workloadRuleGroups } from './workloadRuleGroups';

/** What goes wrong with workloads, volumes and nodes, as kube-state-metrics and the kubelets see it. */
export const kubernetesRules = {
  groups: [
    ...workloadRuleGroups,
    {
      name: 'kubernetes-storage',
      rules: [
        alert(
          'KubePersistentVolumeFillingUp',
          'kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.05',
          {
            for: '1m',
            severity: 'critical',
            summary: 'A volume is nearly full.',
            description:
              'Volume claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} left.',
          },
        ),
        alert(
          'KubePersistentVolumeFullInHours',
          'kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.2 and predict_linear(kubelet_volume_stats_available_bytes[1h], 4 * 3600) < 0',
          {
            for: '10m',
            severity: 'warning',
            summary: 'A volume will be full within four hours.',
            description:
              'Volume claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} left and is filling up.',
          },
        ),
        alert(
          'KubePersistentVolumeClaimPending',
          'kube_persistentvolumeclaim_status_phase{phase="Pending"} == 1',
          {
            for: '15m',
            severity: 'warning',
            summary: 'A volume claim is not bound.',
            description:
              'Claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has been pending for 15 minutes.',
          },
        ),
      ],
    },
    {
      name: 'kubernetes-system',
      rules: [
        alert(
          'KubeNodeNotReady',
          'kube_node_status_condition{condition="Ready",status="true"} == 0',
          {
            for: '2m',
            severity: 'critical',
            summary: 'A node is not ready.',
            description:
              'Node {{ $labels.node }} has not been ready for 2 minutes.',
          },
        ),
        alert(
          'KubeNodePressure',
          'kube_node_status_condition{condition=~"MemoryPressure|DiskPressure|PIDPressure",status="true"} == 1',
          {
            for: '5m',
            severity: 'warning',
            summary: 'A node is under pressure.',
            description:
              'Node {{ $labels.node }} reports {{ $labels.condition }}.',
          },
        ),
        alert('KubeletDown', 'up{job="kubelet",metrics_path="/metrics"} == 0', {
          for: '3m',
          severity: 'critical',
          summary: 'A kubelet cannot be reached.',
          description:
            'The kubelet of node {{ $labels.node }} ({{ $labels.instance | stripPort }}) has not answered for 3 minutes.',
        }),
        alert(
          'KubeletTooManyPods',
          'kubelet_running_pods / on (node) kube_node_status_capacity{resource="pods"} > 0.95',
          {
            for: '15m',
            severity: 'info',
            summary: 'A node is full of pods.',
            description:
              'Node {{ $labels.node }} runs {{ $value | humanizePercentage }} of the pods that it may.',
          },
        ),
        alert(
          'CertificateExpiry',
          'certmanager_certificate_expiration_timestamp_seconds - time() < 7 * 86400',
          {
            for: '5m',
            severity: 'warning',
            summary: 'A certificate ends soon.',
            description:
              'Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} ends in {{ $value | humanizeDuration }} and was not renewed.',
          },
        ),
      ],
    },
  ],
};
