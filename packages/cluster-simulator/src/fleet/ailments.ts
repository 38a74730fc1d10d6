import type { Pod } from '../controllers/kinds/Pod';
import { toTimestamp } from '../controllers/ControllerContext';
import {
  eventAbout,
  type EventToRecord,
} from '../controllers/events/createEventRecorder';
import { BEHAVIOUR_ANNOTATIONS } from '../controllers/kubelet/containerBehaviour';
import { NODE_DOWN } from '../controllers/nodes/nodeState';
import { replaceCondition } from '../controllers/replaceCondition';
import { HOUR_MS, MINUTE_MS, type SeedContext } from './SeedContext';
import type { SeedPodOptions } from './seedPod';

/** How long a node controller waits for a heartbeat. */
const NODE_GRACE_MS = 40_000;

/** What ails which pod of a service, by cluster; the rest of the fleet is well. */
export function podAilment(
  context: SeedContext,
  serviceName: string,
  index: number,
  pod: Pod,
): Partial<SeedPodOptions> & { readonly pod?: Pod } {
  const where = `${context.cluster.name}/${serviceName}/${index}`;
  if (where === 'prod-eu/checkout-worker/2') return outOfMemory(context, pod);
  if (where === 'prod-eu/notifications/1') return neverReady(context, pod);
  return {};
}

/** Killed for memory again and again: exit code 137 after a minute or two. */
function outOfMemory(context: SeedContext, pod: Pod) {
  const finishedMs = context.nowMs - 2 * MINUTE_MS;
  const restartCount = 14;
  return {
    createdMs: context.nowMs - 80 * MINUTE_MS,
    restartCount,
    last: {
      exitCode: 137,
      reason: 'OOMKilled',
      startedAt: toTimestamp(finishedMs - 95_000),
      finishedAt: toTimestamp(finishedMs),
    },
    phase: {
      kind: 'crashBackOff',
      untilMs: finishedMs + 5 * MINUTE_MS,
    } as const,
    pod: annotated(pod, {
      [BEHAVIOUR_ANNOTATIONS.EXIT_AFTER_SECONDS]: '90',
      [BEHAVIOUR_ANNOTATIONS.EXIT_CODE]: '137',
      [BEHAVIOUR_ANNOTATIONS.EXIT_REASON]: 'OOMKilled',
    }),
  };
}

/** Runs, but its readiness probe keeps failing: the deployment is slightly degraded. */
function neverReady(context: SeedContext, pod: Pod) {
  const startedAtMs = context.nowMs - 3 * HOUR_MS;
  return {
    createdMs: startedAtMs,
    restartCount: 0,
    last: undefined,
    phase: {
      kind: 'running',
      startedAtMs,
      isReady: false,
      untilMs: Infinity,
    } as const,
    pod: annotated(pod, {
      [BEHAVIOUR_ANNOTATIONS.NOT_READY]:
        'HTTP probe failed with statuscode: 503',
    }),
  };
}

/** Storage that asks for a class nobody offers. */
export function seedPendingClaim(context: SeedContext): void {
  const claim = context.seed('persistentvolumeclaims', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: 'analytics-scratch',
      namespace: 'data',
      labels: {
        'backstage.io/kubernetes-id': 'clickstream',
        team: 'analytics',
      },
      creationTimestamp: toTimestamp(context.nowMs - 26 * HOUR_MS),
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast-nvme',
      resources: { requests: { storage: '400Gi' } },
      volumeMode: 'Filesystem',
    },
    status: { phase: 'Pending' },
  });
  seedEvent(context, claim, 26 * HOUR_MS, 1_560, {
    type: 'Warning',
    reason: 'ProvisioningFailed',
    message: 'storageclass.storage.k8s.io "fast-nvme" not found',
    component: 'persistentvolume-controller',
  });
}

/** Cuts one node off: it reports nothing, is tainted, and what ran there cannot be stopped. */
export function cutOffNode(context: SeedContext, name: string): void {
  const node = context.store.get('nodes', undefined, name);
  if (!node) return;
  const sinceMs = context.nowMs - 52 * MINUTE_MS;
  const timeAdded = toTimestamp(sinceMs);
  const taint = { key: 'node.kubernetes.io/unreachable', timeAdded };
  context.store.update('nodes', node, current => ({
    ...current,
    metadata: {
      ...current.metadata,
      annotations: { ...current.metadata.annotations, [NODE_DOWN]: 'true' },
    },
    spec: {
      ...current.spec,
      taints: [
        { ...taint, effect: 'NoSchedule' },
        { ...taint, effect: 'NoExecute' },
      ],
    },
    status: {
      ...current.status,
      conditions: current.status?.conditions?.map(condition => ({
        ...condition,
        status: 'Unknown',
        reason: 'NodeStatusUnknown',
        message: 'Kubelet stopped posting node status.',
        lastHeartbeatTime: toTimestamp(sinceMs - NODE_GRACE_MS),
        lastTransitionTime: timeAdded,
      })),
    },
  }));
  for (const pod of context.store.list('pods')) {
    if (pod.spec.nodeName !== name) continue;
    context.store.update('pods', pod, current => ({
      ...current,
      status: {
        ...current.status,
        conditions: replaceCondition(
          current.status?.conditions,
          { type: 'Ready', status: 'False', reason: 'NodeNotReady' },
          sinceMs,
        ),
      },
    }));
  }
  seedEvent(context, node, 52 * MINUTE_MS, 1, {
    type: 'Normal',
    reason: 'NodeNotReady',
    message: `Node ${name} status is now: NodeNotReady`,
    component: 'node-controller',
  });
}

/** Events about the pods that were seeded ill, as their history would have left them. */
export function seedPodEvents(context: SeedContext, pod: Pod): void {
  const [status] = pod.status?.containerStatuses ?? [];
  const waiting = status?.state.waiting?.reason;
  const from = (reason: string, message: string, count: number) =>
    seedEvent(context, pod, 50 * MINUTE_MS, count, {
      type: 'Warning',
      reason,
      message,
      component: 'kubelet',
      host: pod.spec.nodeName,
      fieldPath: `spec.containers{${status?.name}}`,
    });
  if (waiting === 'CrashLoopBackOff') {
    from(
      'BackOff',
      `Back-off restarting failed container ${status?.name} in pod ${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`,
      87,
    );
  }
  const probe = pod.metadata.annotations?.[BEHAVIOUR_ANNOTATIONS.NOT_READY];
  if (probe) from('Unhealthy', `Readiness probe failed: ${probe}`, 1_040);
}

function seedEvent(
  context: SeedContext,
  about: Parameters<typeof eventAbout>[0],
  sinceMs: number,
  count: number,
  event: EventToRecord,
): void {
  const firstMs = context.nowMs - sinceMs;
  const written = eventAbout(about, event, {
    firstMs,
    lastMs: context.nowMs - MINUTE_MS,
    count,
    sequence: 0,
  });
  context.seed('events', written);
}

function annotated(pod: Pod, annotations: Record<string, string>): Pod {
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      annotations: { ...pod.metadata.annotations, ...annotations },
    },
  };
}
