import { serviceKeyOf } from '../world/WorldService';
import type { IncidentKind } from './Incident';
import { metric, NO_EVIDENCE, type EvidenceOf } from './evidenceNames';
import { risen } from './evidenceQueries';

/** Of incidents that show on nodes and volumes. */
export const machineEvidence = {
  'node-not-ready': ({ name }) => {
    return {
      ...NO_EVIDENCE,
      metrics: [
        metric(
          'kube_node_status_condition',
          `kube_node_status_condition{node="${name}",condition="Ready",status="unknown"} == 1`,
        ),
        metric('up', `up{node="${name}"} == 0`),
      ],
      events: [{ kind: 'Node', namePrefix: name, reason: 'NodeNotReady' }],
      objects: [
        {
          kind: 'Node',
          namePrefix: name,
          path: '.status.conditions[?(@.type=="Ready")].status',
          matches: '^Unknown$',
        },
        {
          kind: 'Node',
          namePrefix: name,
          path: '.spec.taints[*].key',
          matches: '^node.kubernetes.io/unreachable$',
        },
      ],
      alerts: ['KubeNodeNotReady', 'KubeletDown'],
    };
  },
  'zone-network-loss': ({ world, name }) => {
    const inside = world.nodes.filter(node => node.zone === name);
    const instances = inside.map(node => `${node.internalIp}:9100`).join('|');
    return {
      ...NO_EVIDENCE,
      metrics: [
        metric(
          'node_network_receive_errs_total',
          risen(
            `sum(rate(node_network_receive_errs_total{instance=~"${instances}"}[5m]))`,
            3,
          ),
        ),
        metric(
          'kube_node_status_condition',
          `sum(kube_node_status_condition{node=~"${inside
            .map(node => node.name)
            .join('|')}",condition="Ready",status="unknown"}) > 0`,
        ),
      ],
      logs: world.services
        .filter(service => service.calls.some(call => call.criticality === 1))
        .slice(0, 3)
        .map(service => ({
          service: serviceKeyOf(service),
          pattern: 'connection reset by peer',
        })),
      events: [{ kind: 'Node', namePrefix: '', reason: 'NodeNotReady' }],
      objects: [
        {
          kind: 'Node',
          namePrefix: '',
          path: '.status.conditions[?(@.type=="Ready")].status',
          matches: '^Unknown$',
        },
      ],
      alerts: ['KubeNodeNotReady', 'HighErrorRate'],
    };
  },
  'disk-filling': ({ world, name, namespace }) => {
    const volume = world.volumes.find(
      each => each.namespace === namespace && each.claim === name,
    );
    const claim = `namespace="${namespace}",persistentvolumeclaim="${name}"`;
    return {
      ...NO_EVIDENCE,
      metrics: [
        metric(
          'kubelet_volume_stats_available_bytes',
          `kubelet_volume_stats_available_bytes{${claim}} / kubelet_volume_stats_capacity_bytes{${claim}} < 0.05`,
        ),
      ],
      logs: volume?.service
        ? [
            {
              service: volume.service,
              pattern: 'No space left on device|read-only transaction',
            },
          ]
        : [],
      events: [
        {
          kind: 'PersistentVolumeClaim',
          namespace,
          namePrefix: name,
          reason: 'VolumeConditionAbnormal',
        },
      ],
      alerts: ['KubePersistentVolumeFillingUp'],
    };
  },
  'noisy-neighbour': ({ world, name }) => {
    const node = world.nodes.find(each => each.name === name);
    return {
      ...NO_EVIDENCE,
      metrics: [
        metric(
          'node_cpu_seconds_total',
          risen(
            `sum(rate(node_cpu_seconds_total{instance="${node?.internalIp}:9100",mode="user"}[5m]))`,
            1.4,
          ),
        ),
        metric(
          'container_cpu_usage_seconds_total',
          `sum by (pod) (rate(container_cpu_usage_seconds_total{node="${name}",pod=~"media-transcode-.*"}[5m])) > 1`,
        ),
      ],
      events: [
        { kind: 'Pod', namePrefix: 'media-transcode-', reason: 'Started' },
      ],
      objects: [
        {
          kind: 'Pod',
          namePrefix: 'media-transcode-',
          path: '.spec.nodeName',
          matches: `^${name}$`,
        },
      ],
      alerts: [],
    };
  },
} satisfies Partial<Record<IncidentKind, EvidenceOf>>;
