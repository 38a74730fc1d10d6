import { hashText } from '../noise/hash';
import {
  spanAt,
  type ContainerRun,
  type WorldContainer,
  type WorldPod,
} from '../world/WorldPod';
import { defineFamily, type Family } from './defineFamilies';
import { containerStatePlans, podPlans } from './kubeStatePlans';

const PHASES = [
  'Pending',
  'Running',
  'Succeeded',
  'Failed',
  'Unknown',
] as const;

function phaseAt(pod: WorldPod, timeMs: number): (typeof PHASES)[number] {
  let phase: (typeof PHASES)[number] = 'Pending';
  for (const change of pod.phases)
    if (change.atMs <= timeMs) phase = change.phase;
  return phase;
}

function isRunning(container: WorldContainer, timeMs: number): boolean {
  return spanAt(container.runs, timeMs) !== undefined;
}

function restartsAt(container: WorldContainer, timeMs: number): number {
  const started = container.runs.filter(run => run.fromMs <= timeMs).length;
  return container.earlierRestarts + Math.max(0, started - 1);
}

function lastEnded(
  container: WorldContainer,
  timeMs: number,
): ContainerRun | undefined {
  let last: ContainerRun | undefined;
  for (const run of container.runs)
    if ((run.toMs ?? Infinity) <= timeMs) last = run;
  return last;
}

const oneIf = (condition: boolean): number => (condition ? 1 : 0);

/** What kube-state-metrics tells of pods and their containers. */
export const KUBE_STATE_POD_FAMILIES: readonly Family[] = [
  defineFamily(
    'gauge',
    'kube_pod_info',
    'Information about pod.',
    podPlans(pod => [
      {
        labels: {
          host_ip: pod.hostIp ?? '',
          pod_ip: pod.podIp ?? '',
          node: pod.node ?? '',
          created_by_kind: pod.ownerKind ?? '<none>',
          created_by_name: pod.ownerName ?? '<none>',
          priority_class: '',
          host_network: String(pod.usesHostNetwork ?? false),
        },
        valueAt: () => 1,
      },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_pod_owner',
    "Information about the Pod's owner.",
    podPlans(pod => [
      {
        labels: {
          owner_kind: pod.ownerKind ?? '<none>',
          owner_name: pod.ownerName ?? '<none>',
          owner_is_controller: pod.ownerKind ? 'true' : '<none>',
        },
        valueAt: () => 1,
      },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_pod_created',
    'Unix creation timestamp',
    podPlans(pod => [{ valueAt: () => Math.floor(pod.createdAtMs / 1_000) }]),
  ),
  defineFamily(
    'gauge',
    'kube_pod_start_time',
    'Start time in unix timestamp for a pod.',
    podPlans(pod => {
      const { scheduledAtMs } = pod;
      return scheduledAtMs === undefined
        ? []
        : [
            {
              valueAt: t =>
                t < scheduledAtMs ? NaN : Math.floor(scheduledAtMs / 1_000),
            },
          ];
    }),
  ),
  defineFamily(
    'gauge',
    'kube_pod_status_phase',
    'The pods current phase.',
    podPlans(pod =>
      PHASES.map(phase => ({
        labels: { phase },
        valueAt: t => oneIf(phaseAt(pod, t) === phase),
      })),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_pod_status_ready',
    'Describes whether the pod is ready to serve requests.',
    podPlans(pod =>
      ['true', 'false', 'unknown'].map(condition => ({
        labels: { condition },
        valueAt: t =>
          condition === 'unknown'
            ? 0
            : oneIf(
                (spanAt(pod.ready, t) !== undefined) === (condition === 'true'),
              ),
      })),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_pod_status_unschedulable',
    'Describes the unschedulable status for the pod.',
    podPlans(pod => (pod.node === undefined ? [{ valueAt: () => 1 }] : [])),
  ),
  defineFamily(
    'gauge',
    'kube_pod_container_info',
    'Information about a container in a pod.',
    containerStatePlans((container, pod) => {
      const id = hashText(`${pod.uid}/${container.name}`)
        .toString(16)
        .padStart(8, '0')
        .repeat(8);
      return [
        {
          labels: {
            image: container.image,
            image_spec: container.image,
            image_id: `sha256:${hashText(container.image)
              .toString(16)
              .padStart(8, '0')
              .repeat(8)}`,
            container_id: `containerd://${id}`,
          },
          valueAt: () => 1,
        },
      ];
    }),
  ),
  defineFamily(
    'gauge',
    'kube_pod_container_status_ready',
    'Describes whether the containers readiness check succeeded.',
    containerStatePlans((container, pod) => [
      {
        valueAt: t =>
          oneIf(isRunning(container, t) && spanAt(pod.ready, t) !== undefined),
      },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_pod_container_status_running',
    'Describes whether the container is currently in running state.',
    containerStatePlans(container => [
      { valueAt: t => oneIf(isRunning(container, t)) },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_pod_container_status_waiting',
    'Describes whether the container is currently in waiting state.',
    containerStatePlans(container => [
      { valueAt: t => oneIf(spanAt(container.waits, t) !== undefined) },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_pod_container_status_terminated',
    'Describes whether the container is currently in terminated state.',
    containerStatePlans(container => [
      {
        valueAt: t =>
          oneIf(
            !isRunning(container, t) &&
              spanAt(container.waits, t) === undefined &&
              lastEnded(container, t) !== undefined,
          ),
      },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_pod_container_status_waiting_reason',
    'Describes the reason the container is currently in waiting state.',
    containerStatePlans(container =>
      [...new Set(container.waits.map(wait => wait.reason))].map(reason => ({
        labels: { reason },
        // Only while it holds: kube-state-metrics drops the series afterwards.
        valueAt: t => (spanAt(container.waits, t)?.reason === reason ? 1 : NaN),
      })),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_pod_container_status_terminated_reason',
    'Describes the reason the container is currently in terminated state.',
    containerStatePlans(container =>
      reasonsOf(container).map(reason => ({
        labels: { reason },
        valueAt: t =>
          !isRunning(container, t) &&
          spanAt(container.waits, t) === undefined &&
          lastEnded(container, t)?.reason === reason
            ? 1
            : NaN,
      })),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_pod_container_status_last_terminated_reason',
    'Describes the last reason the container was in terminated state.',
    containerStatePlans(container =>
      reasonsOf(container).map(reason => ({
        labels: { reason },
        valueAt: t => (lastEnded(container, t)?.reason === reason ? 1 : NaN),
      })),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_pod_container_status_last_terminated_exitcode',
    'Describes the exit code for the last container in terminated state.',
    containerStatePlans(container =>
      reasonsOf(container).length === 0
        ? []
        : [{ valueAt: t => lastEnded(container, t)?.exitCode ?? NaN }],
    ),
  ),
  defineFamily(
    'counter',
    'kube_pod_container_status_restarts_total',
    'The number of container restarts per container.',
    containerStatePlans(container => [
      { valueAt: t => restartsAt(container, t) },
    ]),
  ),
  defineFamily(
    'gauge',
    'kube_pod_container_resource_requests',
    'The number of requested request resource by a container.',
    containerStatePlans((container, pod) =>
      amountsOf(pod, container.cpuRequestCores, container.memoryRequestBytes),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_pod_container_resource_limits',
    'The number of requested limit resource by a container.',
    containerStatePlans((container, pod) =>
      amountsOf(pod, container.cpuLimitCores, container.memoryLimitBytes),
    ),
  ),
  defineFamily(
    'gauge',
    'kube_pod_spec_volumes_persistentvolumeclaims_info',
    'Information about persistentvolumeclaim volumes in a pod.',
    podPlans(pod =>
      pod.claims.map(claim => ({
        labels: { volume: 'data', persistentvolumeclaim: claim },
        valueAt: () => 1,
      })),
    ),
  ),
];

function reasonsOf(container: WorldContainer): readonly string[] {
  return [
    ...new Set(container.runs.flatMap(run => (run.reason ? [run.reason] : []))),
  ];
}

function amountsOf(pod: WorldPod, cores?: number, bytes?: number) {
  const node = pod.node ?? '';
  return [
    ...(cores === undefined
      ? []
      : [
          {
            labels: { resource: 'cpu', unit: 'core', node },
            valueAt: () => cores,
          },
        ]),
    ...(bytes === undefined
      ? []
      : [
          {
            labels: { resource: 'memory', unit: 'byte', node },
            valueAt: () => bytes,
          },
        ]),
  ];
}
