import { serviceSlot } from '../traffic/TrafficState';
import { spanAt } from '../world/WorldPod';
import type { Labels } from '../series/Series';
import type { TelemetryContext } from '../series/TelemetryContext';
import type { WorldVolume } from '../world/TelemetryWorld';
import type { WorldNode } from '../world/WorldNode';
import type { WorldAutoscaler } from '../world/WorldWorkload';
import { defineFamily, type Family, type SeriesPlan } from './defineFamilies';
import { existing, whileItExists } from './kubeStatePlans';
import { kubeStateTarget } from './scrapeTargets';
import { statedPlans } from './statedPlans';

interface Reading {
  readonly labels?: Labels;
  readonly valueAt: (timeMs: number) => number;
}

/** From losing a node to saying so. */
const NODE_GRACE_MS = 40_000;

function nodePlans(
  each: (node: WorldNode) => readonly Reading[],
): (context: TelemetryContext) => readonly SeriesPlan[] {
  return context => {
    const target = kubeStateTarget(context);
    return context.world.nodes.flatMap(node =>
      each(node).map(({ labels, valueAt }) => ({
        labels: { ...target, node: node.name, ...labels },
        valueAt: whileItExists(context, node, valueAt),
      })),
    );
  };
}

function volumePlans(
  each: (volume: WorldVolume) => readonly Reading[],
): (context: TelemetryContext) => readonly SeriesPlan[] {
  return context => {
    const target = kubeStateTarget(context);
    return context.world.volumes.flatMap(volume =>
      each(volume).map(({ labels, valueAt }) => ({
        labels: {
          ...target,
          namespace: volume.namespace,
          persistentvolumeclaim: volume.claim,
          ...labels,
        },
        valueAt: whileItExists(context, volume, valueAt),
      })),
    );
  };
}

function autoscalerPlans(
  each: (
    autoscaler: WorldAutoscaler,
    context: TelemetryContext,
  ) => readonly Reading[],
): (context: TelemetryContext) => readonly SeriesPlan[] {
  return context => {
    const target = kubeStateTarget(context);
    return context.world.autoscalers.flatMap(autoscaler =>
      each(autoscaler, context).map(({ labels, valueAt }) => ({
        labels: {
          ...target,
          namespace: autoscaler.namespace,
          horizontalpodautoscaler: autoscaler.name,
          ...labels,
        },
        valueAt: whileItExists(context, autoscaler, valueAt),
      })),
    );
  };
}

/** What the autoscalers say themselves, or else what they would want. */
function statedOr(
  name: string,
  otherwise: (context: TelemetryContext) => readonly SeriesPlan[],
): (context: TelemetryContext) => readonly SeriesPlan[] {
  const stated = statedPlans(name);
  return context => {
    const plans = stated(context);
    return plans.length > 0 ? plans : otherwise(context);
  };
}

function conditionAt(
  node: WorldNode,
  timeMs: number,
): 'true' | 'false' | 'unknown' {
  const down = spanAt(node.down, timeMs);
  return down && timeMs >= down.fromMs + NODE_GRACE_MS ? 'unknown' : 'true';
}

function currentReplicas(
  autoscaler: WorldAutoscaler,
  context: TelemetryContext,
) {
  const { namespace, targetName } = autoscaler;
  const pods = context.world.pods.filter(
    pod => pod.service === `${namespace}/${targetName}`,
  );
  return (timeMs: number) => existing(pods, timeMs);
}

/** What its utilization would make an autoscaler want, within its bounds. */
function desiredReplicas(
  autoscaler: WorldAutoscaler,
  context: TelemetryContext,
) {
  const { traffic } = context;
  const position = traffic.graph.positionOf(
    `${autoscaler.namespace}/${autoscaler.targetName}`,
  );
  const current = currentReplicas(autoscaler, context);
  if (position < 0) return current;
  const usual = traffic.graph.services[position].replicas;
  const slot = serviceSlot(position, 'load');
  return (timeMs: number) => {
    const busy =
      traffic.timeline.readAt(slot, timeMs) / traffic.meanLoad[position];
    // Sized for its daily peak: it asks for more only beyond that.
    const wanted =
      busy > 1.75 ? Math.ceil((usual * busy) / 1.75) : current(timeMs);
    return Math.min(
      autoscaler.maxReplicas,
      Math.max(autoscaler.minReplicas, wanted),
    );
  };
}

/** What autoscalers say themselves where the world has statements of them. */
export const STATED_AUTOSCALER_SAMPLES: readonly string[] = [
  'kube_horizontalpodautoscaler_status_current_replicas',
  'kube_horizontalpodautoscaler_status_desired_replicas',
];

/** What kube-state-metrics tells of nodes, claims, autoscalers and namespaces. */
export const KUBE_STATE_CLUSTER_FAMILIES: readonly Family[] = [
  defineFamily(
    'gauge',
    'kube_node_info',
    'Information about a cluster node.',
    nodePlans(node => [
      {
        labels: {
          kernel_version: node.kernelVersion,
          os_image: node.osImage,
          container_runtime_version: node.containerRuntimeVersion,
          kubelet_version: node.kubeletVersion,
          kubeproxy_version: node.kubeletVersion,
          provider_id: node.providerId,
          pod_cidr: node.podCidr,
          system_uuid: node.systemUuid,
          internal_ip: node.internalIp,
        },
        valueAt: () => 1,
      },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_node_created',
    'Unix creation timestamp',
    nodePlans(node => [
      { valueAt: () => Math.floor(node.createdAtMs / 1_000) },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_node_labels',
    'Kubernetes labels converted to Prometheus labels.',
    nodePlans(node => [
      {
        labels: {
          label_topology_kubernetes_io_zone: node.zone,
          label_node_kubernetes_io_instance_type: node.instanceType,
        },
        valueAt: () => 1,
      },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_node_spec_unschedulable',
    'Whether a node can schedule new pods.',
    nodePlans(node => [{ valueAt: () => (node.isUnschedulable ? 1 : 0) }]),
  ),
  defineFamily(
    'gauge',
    'kube_node_spec_taint',
    'The taint of a cluster node.',
    nodePlans(node =>
      node.taints.map(taint => ({ labels: { ...taint }, valueAt: () => 1 })),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_node_status_capacity',
    'The capacity for different resources of a node.',
    nodePlans(node =>
      amounts(node.cpuCores, node.memoryBytes, node.podCapacity),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_node_status_allocatable',
    'The allocatable for different resources of a node that are available for scheduling.',
    nodePlans(node =>
      amounts(
        node.allocatableCpuCores,
        node.allocatableMemoryBytes,
        node.podCapacity,
      ),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_node_status_condition',
    'The condition of a cluster node.',
    nodePlans(node =>
      ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'].flatMap(
        condition =>
          (['true', 'false', 'unknown'] as const).map(status => ({
            labels: { condition, status },
            valueAt: (timeMs: number) => {
              const now = conditionAt(node, timeMs);
              const stated =
                condition === 'Ready' || now === 'unknown' ? now : 'false';
              return stated === status ? 1 : 0;
            },
          })),
      ),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_persistentvolumeclaim_info',
    'Information about persistent volume claim.',
    volumePlans(volume => [
      {
        labels: {
          storageclass: volume.storageClass,
          volumename: volume.volumeName ?? '',
        },
        valueAt: () => 1,
      },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_persistentvolumeclaim_status_phase',
    'The phase the persistent volume claim is currently in.',
    volumePlans(volume =>
      (['Lost', 'Bound', 'Pending'] as const).map(phase => ({
        labels: { phase },
        valueAt: () => (volume.phase === phase ? 1 : 0),
      })),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_persistentvolumeclaim_resource_requests_storage_bytes',
    'The capacity of storage requested by the persistent volume claim.',
    volumePlans(volume => [{ valueAt: () => volume.capacityBytes }]),
  ),
  defineFamily(
    'gauge',
    'kube_horizontalpodautoscaler_spec_min_replicas',
    'Lower limit for the number of pods that can be set by the autoscaler, default 1.',
    autoscalerPlans(each => [{ valueAt: () => each.minReplicas }]),
  ),
  defineFamily(
    'gauge',
    'kube_horizontalpodautoscaler_spec_max_replicas',
    'Upper limit for the number of pods that can be set by the autoscaler; cannot be smaller than MinReplicas.',
    autoscalerPlans(each => [{ valueAt: () => each.maxReplicas }]),
  ),
  defineFamily(
    'gauge',
    'kube_horizontalpodautoscaler_info',
    'Information about this autoscaler.',
    autoscalerPlans(each => [
      {
        labels: {
          scaletargetref_api_version: 'apps/v1',
          scaletargetref_kind: each.targetKind,
          scaletargetref_name: each.targetName,
        },
        valueAt: () => 1,
      },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_horizontalpodautoscaler_spec_target_metric',
    'The metric specifications used by this autoscaler when calculating the desired replica count.',
    autoscalerPlans(each => {
      const { cpuTargetPercent } = each;
      return cpuTargetPercent === undefined
        ? []
        : [
            {
              labels: { metric_name: 'cpu', metric_target_type: 'utilization' },
              valueAt: () => cpuTargetPercent,
            },
          ];
    }),
  ),
  defineFamily(
    'gauge',
    'kube_horizontalpodautoscaler_status_current_replicas',
    'Current number of replicas of pods managed by this autoscaler.',
    statedOr(
      'kube_horizontalpodautoscaler_status_current_replicas',
      autoscalerPlans((each, context) => [
        { valueAt: currentReplicas(each, context) },
      ]),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_horizontalpodautoscaler_status_desired_replicas',
    'Desired number of replicas of pods managed by this autoscaler.',
    statedOr(
      'kube_horizontalpodautoscaler_status_desired_replicas',
      autoscalerPlans((each, context) => [
        { valueAt: desiredReplicas(each, context) },
      ]),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_namespace_status_phase',
    'kubernetes namespace status phase.',
    context => {
      const target = kubeStateTarget(context);
      return context.world.namespaces.flatMap(namespace =>
        ['Active', 'Terminating'].map(phase => ({
          labels: { ...target, namespace: namespace.name, phase },
          valueAt: whileItExists(context, namespace, () =>
            (phase === 'Terminating') === (namespace.isTerminating ?? false)
              ? 1
              : 0,
          ),
        })),
      );
    },
  ),
];

function amounts(
  cores: number,
  bytes: number,
  pods: number,
): readonly Reading[] {
  return [
    { labels: { resource: 'cpu', unit: 'core' }, valueAt: () => cores },
    { labels: { resource: 'memory', unit: 'byte' }, valueAt: () => bytes },
    { labels: { resource: 'pods', unit: 'integer' }, valueAt: () => pods },
  ];
}
