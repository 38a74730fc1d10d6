import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import type { Health } from '@orrery/kubernetes-model';
import { healthSeverity } from '@orrery/kubernetes-model';
import type { AppNode } from './AppTree';

/** Reasons as Kubernetes spells them in container states and pod conditions, and those of kubernetes-model. */
const WORDS: Readonly<Record<string, string>> = {
  CrashLoopBackOff: 'crash-looping',
  ImagePullBackOff: 'cannot pull the image',
  ErrImagePull: 'cannot pull the image',
  InvalidImageName: 'cannot pull the image',
  CreateContainerConfigError: 'misconfigured',
  OOMKilled: 'out of memory',
  Unschedulable: 'unschedulable',
  TerminatingTooLong: 'terminating too long',
  PendingTooLong: 'pending too long',
  NotReady: 'not ready',
  ContainersNotReady: 'not ready',
  Error: 'ended with an error',
};

/**
 * The verdict on a workload: its own, made worse by its pods. A Deployment that still counts as available while
 * two of its pods crash-loop is degraded, and says so: "2 pods crash-looping".
 *
 * - A suspended or emptied workload (nothing desired) keeps its own verdict, and so do Jobs, which know when they failed.
 * - Evicted and deleted pods do not count: their place was taken.
 * - Replicas that are missing only because their pods are starting are no illness: `Progressing`, "Scaling up 3/5". With
 *   nothing ready the own verdict stands: that is an outage, whatever starts.
 * - All desired pods ill and none ready: `Failed`; some: `Degraded`. The own verdict stands when it is worse.
 * - A CronJob is as its own verdict says, or degraded when its newest job failed.
 */
export function combineWorkloadHealth(
  row: LiveRow,
  below: readonly AppNode[],
): Health {
  switch (row.kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
      return row.desired === 0
        ? row.health
        : withPods(row, row.desired, row.ready, podsOf(below));
    case 'CronJob':
      return worse(row.health, healthOfJobs(below));
    default:
      return row.health;
  }
}

function withPods(
  { health }: LiveRow,
  desired: number,
  ready: number,
  pods: readonly LiveRow[],
): Health {
  const fromBelow = healthOfPods(pods, ready);
  if (fromBelow) return worse(health, fromBelow);
  // How long a pod may take to start is the pods' own verdict: late ones are degraded.
  const isStarting = pods.some(
    pod =>
      pod.health.status === 'Progressing' && pod.deletingSinceMs === undefined,
  );
  return health.status === 'Degraded' &&
    health.reason === 'Unavailable' &&
    ready > 0 &&
    isStarting
    ? {
        ...health,
        status: 'Progressing',
        reason: 'ScalingUp',
        message: `Scaling up ${ready}/${desired}`,
      }
    : health;
}

function worse(own: Health, fromBelow: Health | undefined): Health {
  if (!fromBelow) return own;
  const more = healthSeverity(fromBelow.status) - healthSeverity(own.status);
  // At equal severity the pods' words say more than "2 of 4 replicas are available".
  return more >= 0 ? fromBelow : own;
}

function healthOfPods(
  pods: readonly LiveRow[],
  readyCount: number,
): Health | undefined {
  const ill = pods.filter(
    pod =>
      (pod.health.status === 'Failed' || pod.health.status === 'Degraded') &&
      pod.health.reason !== 'Evicted' &&
      pod.deletingSinceMs === undefined,
  );
  if (ill.length === 0) return undefined;
  const sinceMs = Math.min(
    ...ill.map(pod => pod.health.sinceMs ?? Number.POSITIVE_INFINITY),
  );
  return {
    status: readyCount === 0 ? 'Failed' : 'Degraded',
    reason: mostFrequent(ill.map(pod => pod.health.reason)),
    message: illnessOf(ill),
    ...(Number.isFinite(sinceMs) && { sinceMs }),
  };
}

function healthOfJobs(jobs: readonly AppNode[]): Health | undefined {
  const newest = jobs.reduce<AppNode | undefined>(
    (latest, job) =>
      !latest || job.row.createdAtMs > latest.row.createdAtMs ? job : latest,
    undefined,
  );
  if (newest?.health.status !== 'Failed') return undefined;
  return {
    ...newest.health,
    status: 'Degraded',
    message: `Last job failed: ${newest.health.message}`,
  };
}

function podsOf(nodes: readonly AppNode[]): readonly LiveRow[] {
  return nodes.flatMap(node =>
    node.row.kind === 'Pod' ? [node.row] : podsOf(node.children),
  );
}

/** "2 pods crash-looping, 1 pod unschedulable", the most frequent first. */
function illnessOf(pods: readonly LiveRow[]): string {
  const counts = new Map<string, number>();
  for (const { health } of pods) {
    const words = WORDS[health.reason] ?? `failing (${health.reason})`;
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(
      ([words, count]) => `${count} ${count === 1 ? 'pod' : 'pods'} ${words}`,
    )
    .join(', ');
}

function mostFrequent(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons)
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}
