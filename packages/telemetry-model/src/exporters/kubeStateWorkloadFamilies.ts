import { wantedAt, type WorldWorkload } from '../world/WorldWorkload';
import { defineFamily, type Family } from './defineFamilies';
import { existing, ready, workloadPlans } from './kubeStatePlans';

/** As was recorded; else it grows by one at each change of what is wanted. */
function generationAt(
  workload: Pick<WorldWorkload, 'generation' | 'generations' | 'wanted'>,
  timeMs: number,
): number {
  const { generations } = workload;
  if (generations) {
    let generation = generations[0]?.generation ?? workload.generation;
    for (const step of generations)
      if (step.atMs <= timeMs) generation = step.generation;
    return generation;
  }
  const later = workload.wanted.filter(step => step.atMs > timeMs).length;
  return Math.max(1, workload.generation - later);
}

/** What kube-state-metrics tells of deployments, sets and their replicas. */
export const KUBE_STATE_WORKLOAD_FAMILIES: readonly Family[] = [
  defineFamily(
    'gauge',
    'kube_deployment_created',
    'Unix creation timestamp',
    workloadPlans(
      'Deployment',
      each => () => Math.floor(each.createdAtMs / 1_000),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_deployment_spec_replicas',
    'Number of desired pods for a deployment.',
    workloadPlans('Deployment', each => t => wantedAt(each, t)),
  ),
  defineFamily(
    'gauge',
    'kube_deployment_spec_paused',
    'Whether the deployment is paused and will not be processed by the deployment controller.',
    workloadPlans('Deployment', each => () => each.isPaused ? 1 : 0),
  ),
  defineFamily(
    'gauge',
    'kube_deployment_status_replicas',
    'The number of replicas per deployment.',
    workloadPlans('Deployment', (_each, pods) => t => existing(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_deployment_status_replicas_ready',
    'The number of ready replicas per deployment.',
    workloadPlans('Deployment', (_each, pods) => t => ready(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_deployment_status_replicas_available',
    'The number of available replicas per deployment.',
    workloadPlans('Deployment', (_each, pods) => t => ready(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_deployment_status_replicas_unavailable',
    'The number of unavailable replicas per deployment.',
    workloadPlans(
      'Deployment',
      (each, pods) => t =>
        Math.max(
          0,
          Math.max(wantedAt(each, t), existing(pods, t)) - ready(pods, t),
        ),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_deployment_status_replicas_updated',
    'The number of updated replicas per deployment.',
    workloadPlans('Deployment', (_each, pods) => t => {
      // The newest ReplicaSet that has pods is the one rolled out to.
      let newest = '';
      let newestMs = -Infinity;
      const present = pods.filter(
        pod =>
          t >= pod.createdAtMs &&
          (pod.deletedAtMs === undefined || t < pod.deletedAtMs),
      );
      const firstSeen = new Map<string, number>();
      for (const pod of present) {
        const owner = pod.ownerName ?? '';
        firstSeen.set(
          owner,
          Math.min(firstSeen.get(owner) ?? Infinity, pod.createdAtMs),
        );
      }
      for (const [owner, atMs] of firstSeen) {
        if (atMs > newestMs) {
          newest = owner;
          newestMs = atMs;
        }
      }
      return present.filter(pod => pod.ownerName === newest).length;
    }),
  ),
  defineFamily(
    'gauge',
    'kube_deployment_metadata_generation',
    'Sequence number representing a specific generation of the desired state.',
    workloadPlans('Deployment', each => t => generationAt(each, t)),
  ),
  defineFamily(
    'gauge',
    'kube_deployment_status_observed_generation',
    'The generation observed by the deployment controller.',
    workloadPlans('Deployment', each => t => generationAt(each, t - 1_000)),
  ),
  defineFamily(
    'gauge',
    'kube_replicaset_owner',
    "Information about the ReplicaSet's owner.",
    workloadPlans(
      'ReplicaSet',
      () => () => 1,
      each => ({
        owner_kind: each.ownerKind ?? '<none>',
        owner_name: each.ownerName ?? '<none>',
        owner_is_controller: each.ownerKind ? 'true' : '<none>',
      }),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_replicaset_created',
    'Unix creation timestamp',
    workloadPlans(
      'ReplicaSet',
      each => () => Math.floor(each.createdAtMs / 1_000),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_replicaset_spec_replicas',
    'Number of desired pods for a ReplicaSet.',
    workloadPlans('ReplicaSet', each => t => wantedAt(each, t)),
  ),
  defineFamily(
    'gauge',
    'kube_replicaset_status_replicas',
    'The number of replicas per ReplicaSet.',
    workloadPlans('ReplicaSet', (_each, pods) => t => existing(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_replicaset_status_ready_replicas',
    'The number of ready replicas per ReplicaSet.',
    workloadPlans('ReplicaSet', (_each, pods) => t => ready(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_statefulset_replicas',
    'Number of desired pods for a StatefulSet.',
    workloadPlans('StatefulSet', each => t => wantedAt(each, t)),
  ),
  defineFamily(
    'gauge',
    'kube_statefulset_status_replicas',
    'The number of replicas per StatefulSet.',
    workloadPlans('StatefulSet', (_each, pods) => t => existing(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_statefulset_status_replicas_ready',
    'The number of ready replicas per StatefulSet.',
    workloadPlans('StatefulSet', (_each, pods) => t => ready(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_statefulset_status_replicas_available',
    'The number of available replicas per StatefulSet.',
    workloadPlans('StatefulSet', (_each, pods) => t => ready(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_statefulset_status_replicas_current',
    'The number of current replicas per StatefulSet.',
    workloadPlans('StatefulSet', (_each, pods) => t => existing(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_statefulset_status_replicas_updated',
    'The number of updated replicas per StatefulSet.',
    workloadPlans('StatefulSet', (_each, pods) => t => existing(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_daemonset_status_desired_number_scheduled',
    'The number of nodes that should be running the daemon pod.',
    workloadPlans('DaemonSet', each => t => wantedAt(each, t)),
  ),
  defineFamily(
    'gauge',
    'kube_daemonset_status_current_number_scheduled',
    'The number of nodes running at least one daemon pod and are supposed to.',
    workloadPlans('DaemonSet', (_each, pods) => t => existing(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_daemonset_status_updated_number_scheduled',
    'The total number of nodes that are running updated daemon pod',
    workloadPlans('DaemonSet', (_each, pods) => t => existing(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_daemonset_status_number_misscheduled',
    'The number of nodes running a daemon pod but are not supposed to.',
    workloadPlans('DaemonSet', () => () => 0),
  ),
  defineFamily(
    'gauge',
    'kube_daemonset_status_number_ready',
    'The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and ready.',
    workloadPlans('DaemonSet', (_each, pods) => t => ready(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_daemonset_status_number_available',
    'The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and available',
    workloadPlans('DaemonSet', (_each, pods) => t => ready(pods, t)),
  ),
  defineFamily(
    'gauge',
    'kube_daemonset_status_number_unavailable',
    'The number of nodes that should be running the daemon pod and have none of the daemon pod running and available',
    workloadPlans(
      'DaemonSet',
      (each, pods) => t => Math.max(0, wantedAt(each, t) - ready(pods, t)),
    ),
  ),
];
